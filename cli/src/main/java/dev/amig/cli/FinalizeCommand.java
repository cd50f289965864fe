package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import picocli.CommandLine.Command;

/** Runs what a migration keeps for later. */
@Command(
        name = "finalize",
        description =
                "Runs the FINALIZE of migrations that have completed: what stands between its BEGIN and END. What was finalized is not run again.")
final class FinalizeCommand extends DrivingCommand {
    @Override
    boolean mustBeNamed() {
        return true;
    }

    @Override
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.finish(migration, request, options);
    }
}
