package dev.amig.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;

/** Holds what examples come to against what the page says of it, or writes it there. */
public final class Outcomes {
    private final TreeMap<Block, String> written =
            new TreeMap<>(Comparator.comparing(Block::file).thenComparing(Block::line));

    /** @param language of the block in which the page says it */
    public void check(Example example, String language, String actual) {
        assertThat(example.outcome().map(Block::language))
                .as("%s: what follows the example", example.block().place())
                .contains(language);
        Block shown = example.outcome().orElseThrow();
        if (DocumentFiles.isWriting()) {
            written.put(shown, actual);
        } else {
            assertThat(actual.strip()).as(shown.place()).isEqualTo(shown.text().strip());
        }
    }

    /** At the end, when no place is needed any more. */
    public void write() {
        for (Path file : written.keySet().stream().map(Block::file).distinct().toList()) {
            DocumentFiles.rewrite(file, written);
        }
    }
}
