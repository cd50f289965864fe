package dev.amig.cli;

import dev.amig.insight.Steering;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.project.Project;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says yes to the question that a run waits for. */
@Command(
        name = "confirm",
        description =
                "Answers the CONFIRM that a run waits for, with your name in the journal. Then the run goes on: in the process that waits ('amig run --wait'), otherwise in this one.",
        footer = {"", "Examples:", "  amig confirm 0005_swap --because 'both sums are the same'"})
final class ConfirmCommand extends DrivingCommand {
    @Option(names = "--because", paramLabel = "TEXT", description = "Why; kept in the journal.")
    private String because = "";

    @Option(names = "--later", description = "Only says yes; 'amig resume' goes on when you want it.")
    private boolean later;

    @Mixin
    private WaitOption waiting;

    @Override
    boolean mustBeNamed() {
        return true;
    }

    @Override
    boolean waitsForConfirmation() {
        return waiting.isGiven();
    }

    @Override
    Optional<ExitCode> beforehand(Project project) throws Exception {
        try (Workplace workplace = journalOnly(project)) {
            Run run = latestRun(workplace.journal());
            Steering steering = new Steering(workplace.journal(), run, event -> say("  " + event.text()));
            Request request = post(steering);
            if (steering.isDriven()) {
                Optional<Answer> answer = steering.awaitAnswer(request);
                if (answer.isPresent()) {
                    return Optional.of(told(answer.get()));
                }
            }
            if (later) {
                terminal()
                        .out()
                        .println("run %d of %s is confirmed; to go on: amig resume %s"
                                .formatted(run.id(), run.title(), run.migration()));
            }
            return later ? Optional.of(ExitCode.DONE) : Optional.empty();
        }
    }

    private Request post(Steering steering) {
        try {
            return steering.confirm(System.getProperty("user.name"), because);
        } catch (IllegalStateException e) {
            throw CommandException.usage(e.getMessage()).withHint("'amig status' shows what waits for whom");
        }
    }

    private ExitCode told(Answer answer) {
        terminal().out().println(answer.sentence());
        return answer.accepted() ? ExitCode.DONE : ExitCode.USAGE;
    }

    @Override
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.resume(migration, request, options);
    }
}
