package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.project.Project;
import dev.amig.run.Resolution;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how a statement ended that nobody could find out about. */
@Command(
        name = "resolve",
        description =
                "Tells the journal how a statement ended whose outcome is unknown; 'amig run' then goes on. Look at the table on the node first.")
final class ResolveCommand extends AmigCommand {
    @Parameters(paramLabel = "QUERY_ID", description = "As 'amig status MIGRATION' shows it.")
    private String queryId;

    @ArgGroup(multiplicity = "1")
    private Answer answer;

    private static final class Answer {
        @Option(names = "--applied", description = "The statement has taken effect, whole.")
        private boolean applied;

        @Option(
                names = "--not-applied",
                description = "Nothing of the statement has taken effect; it will be sent again.")
        private boolean notApplied;
    }

    @Option(
            names = "--because",
            required = true,
            paramLabel = "TEXT",
            description = "How you know; kept in the journal.")
    private String because;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The journal that 'amig run --embedded --data DIR' kept.")
    private Path data;

    @Mixin
    private JsonOption json;

    /** What {@code --json} prints. */
    private record Resolved(String queryId, boolean applied, String written) {}

    @Override
    protected ExitCode execute() throws Exception {
        Project project = Project.load(Path.of(""));
        try (Workplace workplace = new Workplace(project, this::say)) {
            if (data != null) {
                workplace.useJournalOf(data);
            }
            String written = new Resolution(workplace.journal())
                    .resolve(queryId, answer.applied, because, System.getProperty("user.name"));
            if (json.wanted()) {
                JsonOutput.document(terminal(), new Resolved(queryId, answer.applied, written));
            } else {
                terminal().out().println(written);
                terminal().out().println("to go on: amig run");
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage()).withHint("'amig status MIGRATION' shows what is in doubt");
        }
    }
}
