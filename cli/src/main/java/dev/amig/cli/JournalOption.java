package dev.amig.cli;

import dev.amig.cli.output.Terminal;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which journal, for commands that look into it. */
final class JournalOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The journal and cluster of 'amig run --embedded --data DIR'.")
    private Path data;

    /** The journal of the project, or of {@code --data}; to be closed. */
    Workplace open(Terminal terminal) {
        Project project = Project.load(Path.of(""));
        Workplace workplace = new Workplace(project, line -> {
            terminal.err().println(line);
            terminal.err().flush();
        });
        Optional.ofNullable(data).ifPresent(workplace::useJournalOf);
        return workplace;
    }
}
