package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import dev.amig.embedded.EmbeddedException;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What the journal knows, for commands about files: they make no journal, and work when it does not answer. */
final class KnownRuns {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The journal that 'amig run --embedded --data DIR' kept.")
    private Path data;

    @Option(names = "--no-journal", description = "Asks no journal; nothing is said of what has run.")
    private boolean none;

    /** The latest run of every migration on every cluster; absent: nobody knows, and the terminal was told why. */
    Optional<List<Run>> latest(Project project, Terminal terminal) {
        if (none) {
            return Optional.empty();
        }
        Consumer<String> err = line -> terminal.err().println(line);
        try (Workplace workplace = new Workplace(project, err)) {
            if (data != null) {
                workplace.useJournalOf(data);
            }
            return Optional.of(
                    workplace.existingJournal().map(Journal::latestRuns).orElse(List.of()));
        } catch (CommandException | EmbeddedException e) {
            err.accept("warning: what has run is not known: " + e.getMessage());
            return Optional.empty();
        }
    }
}
