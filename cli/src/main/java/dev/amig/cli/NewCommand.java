package dev.amig.cli;

import dev.amig.cli.skeleton.BadNameException;
import dev.amig.cli.skeleton.NewMigration;
import dev.amig.project.Project;
import dev.amig.project.ShownPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A migration to begin with. */
@Command(
        name = "new",
        description = "Writes a new migration with the next free number, full of hints, and prints its file's name.",
        footer = {
            "",
            "step: a step with its rollback, and a check. copy: a table is rebuilt, compared, confirmed and swapped in.",
            "",
            "Examples:",
            "  amig new add_column_note",
            "  $EDITOR \"$(amig new sort_events_by_team --template copy)\""
        })
final class NewCommand extends AmigCommand {
    @Parameters(paramLabel = "NAME", description = "Letters, digits and _; amig puts the number before it.")
    private String name;

    @Option(
            names = {"-t", "--template"},
            paramLabel = "step|copy",
            description = "What it begins with (default: step).")
    private NewMigration.Kind template = NewMigration.Kind.step;

    @Option(names = "--project", paramLabel = "DIR", description = "The project (default: the current folder's).")
    private Path folder = Path.of("");

    @Override
    protected ExitCode execute() {
        Project project = Project.load(folder);
        Path migrations = project.migrations();
        if (project.file().isEmpty() && !Files.isDirectory(migrations)) {
            throw CommandException.usage("%s is no project: it has no %s and no folder migrations.d"
                            .formatted(project.folder(), Project.FILE_NAME))
                    .withHint("'amig init' makes one here");
        }
        try {
            Path file = new NewMigration(migrations, template).write(name);
            terminal().out().println(ShownPath.of(file));
            return ExitCode.DONE;
        } catch (BadNameException e) {
            throw CommandException.usage(e.getMessage()).withHint(e.hint());
        } catch (IOException e) {
            throw CommandException.usage("no migration can be written to %s: %s".formatted(migrations, IoReason.of(e)));
        }
    }
}
