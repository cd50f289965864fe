package dev.amig.cli;

import dev.amig.cli.output.JsonOutput;
import dev.amig.insight.Steering;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes what a run does while it goes on, whichever process drives it. */
@Command(
        name = "set",
        description =
                "Changes a run while it goes on, wherever its process is. parallel=N: how many chunks the COPY that is under way takes at a time on each node, until it ends; whoever goes on with the run keeps to it. With parallel=0 it is paused: what is on its way arrives, nothing new begins, and it waits until somebody says how many.",
        footer = {
            "",
            "Examples:",
            "  amig set 0003_copy_events parallel=4",
            "  amig set 0003_copy_events parallel=1 --because 'the dashboards are slow'",
            "  amig set 0003_copy_events parallel=0 --because 'until tonight'"
        })
final class SetCommand extends AmigCommand {
    @Mixin
    private RunSelection selection;

    @Parameters(index = "1", paramLabel = "NAME=VALUE", description = "parallel=N, N from 1 to 256, or 0 to pause.")
    private String assignment;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why; kept in the journal.")
    private String because = "";

    @Mixin
    private JournalOption journal;

    @Mixin
    private JsonOption json;

    /** What was asked of a run, and what it says to that. */
    record Told(long run, String migration, String name, String value, boolean accepted, String answer) {}

    @Override
    protected ExitCode execute() throws Exception {
        String[] parts = assignment.split("=", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw CommandException.usage("'%s' sets nothing; it must be NAME=VALUE".formatted(assignment))
                    .withHint("amig set MIGRATION parallel=4");
        }
        try (Workplace workplace = journal.open(terminal())) {
            Run run = selection.find(workplace.journal());
            return tell(run, parts[0].strip(), parts[1].strip(), workplace);
        }
    }

    private ExitCode tell(Run run, String name, String value, Workplace workplace) throws InterruptedException {
        Steering steering = new Steering(workplace.journal(), run, event -> {});
        if (!steering.isDriven()) {
            throw CommandException.usage("run %d of %s is %s, and nobody drives it: there is nothing to set"
                            .formatted(run.id(), run.title(), run.status().title()))
                    .withHint(
                            run.status().isOpen()
                                    ? "'amig resume %s' goes on with it as it was left; set it then"
                                            .formatted(run.migration())
                                    : "'amig status' shows what is under way");
        }
        Optional<Answer> answer =
                steering.awaitAnswer(steering.set(name, value, System.getProperty("user.name"), because));
        Answer told = answer.orElseThrow(() -> CommandException.usage(
                        "the process that drove run %d of %s has ended before it answered; nothing was set"
                                .formatted(run.id(), run.title()))
                .withHint("'amig why " + run.migration() + "' says where it is"));
        if (json.wanted()) {
            JsonOutput.document(
                    terminal(), new Told(run.id(), run.migration(), name, value, told.accepted(), told.sentence()));
        } else if (told.accepted()) {
            terminal().out().println(told.sentence());
        } else {
            throw CommandException.usage(told.sentence());
        }
        return told.accepted() ? ExitCode.DONE : ExitCode.USAGE;
    }
}
