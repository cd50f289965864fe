package dev.amig.cli;

import dev.amig.cluster.ShardSelection;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.PlanRequest;
import dev.amig.project.EmbeddedConfig;
import dev.amig.project.Project;
import dev.amig.run.RunOptions;
import dev.amig.run.RunResult;
import dev.amig.run.Runner;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs migrations, dependencies first, until one does not complete. */
@Command(
        name = "run",
        description =
                "Runs migrations: those named, or all of the project. What is completed is not run again; what was interrupted goes on.")
final class RunCommand extends DrivingCommand {
    @Mixin
    private WaitOption waiting;

    @Override
    boolean waitsForConfirmation() {
        return waiting.isGiven();
    }

    @Option(
            names = {"-s", "--shard"},
            paramLabel = "N",
            description =
                    "Only the nodes of these shards (1, or 2..4, or 1,3), the others by a later 'amig run': to see first how it goes on one.")
    private String shards;

    @Override
    RunOptions adapted(RunOptions options) {
        try {
            return shards == null ? options : options.withShards(ShardSelection.parse(shards));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--shard: " + e.getMessage());
        }
    }

    @Override
    RunResult drive(Runner runner, ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return runner.run(migration, request, options);
    }

    /** Rows to try the next migrations on; only ever into a cluster of this command's own. */
    @Override
    void completed(Project project, Workplace workplace, ValidMigration migration, RunResult result) throws Exception {
        Optional<EmbeddedConfig.Sample> sample =
                project.configuration().embedded().sample();
        boolean due = workplace.isEmbedded()
                && result.ending() == RunResult.Ending.COMPLETED
                && sample.filter(wanted -> wanted.after().equals(migration.name()))
                        .isPresent();
        if (due) {
            Workplace.Site site = workplace.site(clusterOf(migration, project));
            SampleWriter writer = new SampleWriter(site, this::say);
            writer.write(SampleCommand.DEFAULT_TABLE, sample.get().rows(), SampleCommand.DEFAULT_SEED);
        }
    }
}
