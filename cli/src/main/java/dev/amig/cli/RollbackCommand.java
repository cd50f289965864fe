package dev.amig.cli;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Undoes migrations, those that depend on others first. */
@Command(
        name = "rollback",
        description =
                "Rolls back migrations that have completed, are paused or wait for somebody; tries a rollback again that failed. Asks first, unless --yes.")
final class RollbackCommand extends DrivingCommand {
    @Override
    boolean mustBeNamed() {
        return true;
    }

    @Override
    List<ValidMigration> inOrder(List<ValidMigration> migrations) {
        List<ValidMigration> reversed = new ArrayList<>(migrations);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    void agree(List<ValidMigration> migrations) {
        String names = migrations.stream().map(ValidMigration::name).collect(Collectors.joining(", "));
        if (!saysYes("Roll back " + names + "?")) {
            throw CommandException.usage("nothing was rolled back: nobody said yes")
                    .withHint("answer y when asked, or say it with --yes");
        }
    }

    @Override
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.rollBack(migration, request, options);
    }

    @Override
    ExitCode exitCode(RunResult result) {
        return result.ending() == RunResult.Ending.ROLLED_BACK ? ExitCode.DONE : super.exitCode(result);
    }
}
