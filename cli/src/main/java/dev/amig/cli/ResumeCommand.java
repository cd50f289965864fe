package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with runs that have not come to an end. */
@Command(
        name = "resume",
        description =
                "Goes on with runs that were stopped, interrupted or paused, and says first what it will do. Begins no new run.",
        footer = {"", "Examples:", "  amig resume 0002_add_materialized_columns"})
final class ResumeCommand extends DrivingCommand {
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
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.resume(migration, request, options);
    }
}
