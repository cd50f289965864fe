package dev.amig.language.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules} is made from the rules. {@code mvn test -Damig.test.write} writes it anew; read the difference before
 * committing it.
 */
class RuleManualTest {
    private static final Path FOLDER = Path.of("..", "docs", "rules");

    @Test
    void the_manual_is_what_the_rules_say() throws IOException {
        var pages = new TreeMap<String, String>();
        pages.put("README.md", RuleManual.index());
        Rules.ALL.forEach(it -> pages.put(it.name() + ".md", RuleManual.page(it)));
        if (System.getProperty("amig.test.write") != null) {
            Files.createDirectories(FOLDER);
            for (var page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        assertThat(written()).isEqualTo(pages);
    }

    private static Map<String, String> written() throws IOException {
        var pages = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }
}
