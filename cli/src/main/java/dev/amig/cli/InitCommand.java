package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.skeleton.NewProject;
import dev.amig.document.ShellWord;
import dev.amig.project.Project;
import dev.amig.project.ShownPath;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A project to begin with. */
@Command(
        name = "init",
        description = {
            "Makes a project: amig.yaml, migrations.d with a first migration that runs, templates.",
            "What is there already stays as it is."
        },
        footer = {"", "Examples:", "  amig init", "  amig init migrations-of-our-cluster"})
final class InitCommand extends AmigCommand {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Made if need be (default: the current folder).")
    private Path folder = Path.of("");

    @Override
    protected ExitCode execute() {
        Path absolute = folder.toAbsolutePath().normalize();
        NewProject project = new NewProject(absolute);
        if (project.isThere()) {
            throw CommandException.usage("%s is a project already: it has %s".formatted(absolute, Project.FILE_NAME))
                    .withHint("'amig new NAME' writes a new migration there");
        }
        warnOfProjectAbove(absolute);
        try {
            NewProject.Outcome files = project.write();
            files.written().forEach(file -> show("wrote " + ShownPath.of(file)));
            files.kept().forEach(file -> show("kept  " + ShownPath.of(file) + ", which was there"));
        } catch (IOException e) {
            throw CommandException.usage("no project can be made in %s: %s".formatted(absolute, IoReason.of(e)))
                    .withHint("name a folder that can be written");
        }
        sayWhatIsNext(absolute);
        return ExitCode.DONE;
    }

    private void warnOfProjectAbove(Path absolute) {
        for (Path above = absolute.getParent(); above != null; above = above.getParent()) {
            if (new NewProject(above).isThere()) {
                terminal()
                        .err()
                        .println("warning: %s holds no longer in %s, which gets its own"
                                .formatted(above.resolve(Project.FILE_NAME), absolute));
                return;
            }
        }
    }

    private void sayWhatIsNext(Path absolute) {
        show("");
        show(terminal().paint(Colour.STRONG, "next:"));
        if (!absolute.equals(Path.of("").toAbsolutePath())) {
            show("  cd " + ShellWord.of(ShownPath.of(absolute).toString()));
        }
        show(
                "  amig run --embedded   runs the first migration on a ClickHouse cluster of its own, started on this machine");
        show("  amig render           shows the SQL for each node, and sends nothing");
        show("  amig new NAME         writes the next migration");
        show("Your own clusters go into amig.yaml.");
    }

    private void show(String line) {
        terminal().out().println(line);
    }
}
