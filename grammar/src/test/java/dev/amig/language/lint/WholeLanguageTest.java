package dev.amig.language.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the language's manual, and the migrations of this repository. */
class WholeLanguageTest {
    private static final Path WHOLE = Path.of("src", "test", "resources", "corpus", "whole.amig");
    private static final Path MIGRATIONS = Path.of("..", "migrations.d");

    /** Both findings are true: the example would fail on a cluster of several replicas, and where its swap was interrupted. */
    @Test
    void the_example_of_the_manual_has_two_weak_spots() throws IOException {
        var first = Files.readString(MIGRATIONS.resolve("0001_create_events.amig"));
        LintReport report = Linter.lint(
                List.of(
                        new Source("migrations.d/0001_create_events.amig", first),
                        new Source("migrations.d/0002_events_order_by_event.amig", Files.readString(WHOLE))),
                Lint.TEMPLATES);
        assertThat(report.findings()).extracting(Finding::toString).containsExactly("""
                migrations.d/0002_events_order_by_event.amig:80:40: warning[created-on-one-replica]: swap needs posthog.sharded_events_ordered on every replica, but create_staging creates it on one replica of each shard
                    RENAME TABLE ${source} TO ${backup}, ${staging} TO ${source}
                                                         ^
                  help: write a STEP … ON OTHER REPLICAS { CREATE TABLE … } like create_staging before it, and WAIT until the rows are there""", """
                migrations.d/0002_events_order_by_event.amig:83:3: warning[fragile-rollback]: RENAME TABLE fails where swap never ran or ran half, and the rollback with it
                    RENAME TABLE ${source} TO ${staging}, ${backup} TO ${source}
                    ^
                  help: write a SWAP action, which amig undoes itself and only where it happened""");
    }

    @Test
    void the_migrations_of_this_repository_have_none() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            List<Source> sources = files.filter(it -> it.toString().endsWith(".amig"))
                    .map(WholeLanguageTest::source)
                    .toList();
            assertThat(Linter.lint(sources, Lint.TEMPLATES)).isEqualTo(new LintReport(List.of(), List.of()));
        }
    }

    private static Source source(Path file) {
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
