package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is true. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void its_migration_is_the_one_that_is_run() throws IOException {
        assertThat(block("sql"))
                .isEqualTo(Files.readString(ROOT.resolve("migrations.d/0002_add_materialized_columns.amig")));
    }

    @Test
    void its_configuration_can_be_read(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("amig.yaml"), block("yaml"));
        assertThat(Project.read(file, Map.of())
                        .configuration()
                        .clusters()
                        .get("main")
                        .nodes())
                .containsExactly(
                        new Node(1, 1, "ch1.example.net", 9100),
                        new Node(1, 2, "ch2.example.net", 9100),
                        new Node(2, 1, "ch3.example.net", 9100));
    }

    @Test
    void it_lists_every_exit_code() throws IOException {
        StringBuilder table = new StringBuilder("| code | meaning |\n|---|---|\n");
        ExitCode.descriptions()
                .forEach((number, meaning) ->
                        table.append("| %s | %s |\n".formatted(number, meaning.replace('\'', '`'))));
        assertThat(readme()).contains("\n" + table + "\n");
    }

    private static String block(String language) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```\n", Pattern.DOTALL)
                .matcher(readme());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
