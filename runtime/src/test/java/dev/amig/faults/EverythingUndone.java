package dev.amig.faults;

import dev.amig.faults.KillPoint.Moment;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.RunResult.Ending;
import dev.amig.run.Runner;

/** A person rolls back what has completed. */
final class EverythingUndone extends Everything {
    @Override
    public String name() {
        return "undone";
    }

    @Override
    public RunStatus expected() {
        return RunStatus.ROLLED_BACK;
    }

    /** A whole run comes before each of them, and the way back of one that has failed is tried after every write. */
    @Override
    public int step(Moment moment) {
        return 4;
    }

    @Override
    public void prepare(Workbench bench, String database) throws InterruptedException {
        RunResult result = bench.run(this, database);
        if (result.ending() != Ending.COMPLETED) {
            throw new AssertionError(result.sentence());
        }
    }

    @Override
    public RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.rollBack(migration, request, options);
    }

    @Override
    public RunResult resume(
            Runner runner, ValidMigration migration, PlanRequest request, RunOptions options, RunStatus status)
            throws InterruptedException {
        return status == RunStatus.COMPLETED
                ? runner.rollBack(migration, request, options)
                : runner.run(migration, request, options);
    }
}
