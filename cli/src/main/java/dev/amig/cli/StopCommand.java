package dev.amig.cli;

import dev.amig.insight.Steering;
import dev.amig.journal.LeaseHeldException;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.project.Project;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.RunResult.Ending;
import dev.amig.run.Runner;
import dev.amig.run.StopSignal.After;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops a run, whichever process drives it, and if none does any more. */
@Command(
        name = "stop",
        description =
                "Stops a run, wherever its process is: nothing new starts, what runs is killed and proved gone, and what was done stays or is rolled back. Waits for the end. Where no process drives the run any more, this one does all of that.",
        footer = {
            "",
            "Examples:",
            "  amig stop 0002_add_materialized_columns",
            "  amig stop 0002_add_materialized_columns --rollback --because 'the disks are nearly full'"
        })
final class StopCommand extends DrivingCommand {
    @ArgGroup
    private Then then = new Then();

    private static final class Then {
        @Option(names = "--rollback", description = "Then what was done is rolled back.")
        private boolean rollback;

        @Option(names = "--stay", description = "Then what was done stays, and 'amig resume' goes on (default).")
        private boolean stay;
    }

    @Option(names = "--because", paramLabel = "TEXT", description = "Why; kept in the journal.")
    private String because = "";

    private Run run;

    @Override
    boolean mustBeNamed() {
        return true;
    }

    @Override
    Optional<ExitCode> beforehand(Project project) throws Exception {
        try (Workplace workplace = journalOnly(project)) {
            run = latestRun(workplace.journal());
            Steering steering = new Steering(workplace.journal(), run, event -> say("  " + event.text()));
            if (!steering.isDriven()) {
                return Optional.empty();
            }
            After after = then.rollback ? After.ROLLBACK : After.STAY;
            Request request = steering.stop(after, System.getProperty("user.name"), because);
            Optional<Answer> answer = steering.awaitAnswer(request);
            if (answer.isPresent() && !answer.get().accepted()) {
                throw CommandException.usage(answer.get().sentence());
            }
            Optional<Run> ended = answer.isPresent() ? steering.awaitEnd() : Optional.empty();
            if (ended.isEmpty()) {
                say("the process that drove the run has ended before the run did");
                return Optional.empty();
            }
            RunResult result = result(ended.get());
            report(workplace, List.of(result));
            return Optional.of(exitCode(result));
        }
    }

    private static RunResult result(Run ended) {
        Ending ending = switch (ended.status()) {
            case COMPLETED -> Ending.COMPLETED;
            case NOT_REQUIRED -> Ending.NOT_REQUIRED;
            case FAILED_AT_STARTUP -> Ending.REFUSED;
            case ROLLED_BACK -> Ending.ROLLED_BACK;
            default -> Ending.NOT_ROLLED_BACK;
        };
        String error = ended.error().map(it -> ": " + it).orElse("");
        return new RunResult(
                Optional.of(ended),
                ending,
                ended.title() + " is " + ended.status().title() + error);
    }

    @Override
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        String by = System.getProperty("user.name");
        String why = "stopped by " + (because.isEmpty() ? by : by + " (" + because + ")");
        try {
            RunResult stopped = runner.stopAbandoned(run, request.cluster(), why);
            boolean goesBack = then.rollback && isStopped(stopped) && exitCode(stopped) == ExitCode.DONE;
            return goesBack ? runner.rollBack(migration, request, options) : stopped;
        } catch (LeaseHeldException e) {
            throw CommandException.usage("run %d of %s is driven by nobody, and another one is: %s"
                    .formatted(run.id(), run.title(), e.getMessage()));
        }
    }

    private static boolean isStopped(RunResult result) {
        return result.run().filter(it -> it.status() == RunStatus.PAUSED).isPresent();
    }

    /** Done is what was asked for; a stop that leaves a doubt, or could not roll back, is not. */
    @Override
    ExitCode exitCode(RunResult result) {
        boolean asAsked = result.ending() == Ending.ROLLED_BACK
                || result.ending() == Ending.NOT_ROLLED_BACK
                        && result.sentence().endsWith("nothing was rolled back: as asked");
        return asAsked ? ExitCode.DONE : super.exitCode(result);
    }
}
