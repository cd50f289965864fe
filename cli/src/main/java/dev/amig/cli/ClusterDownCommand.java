package dev.amig.cli;

import dev.amig.embedded.RunningCluster;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code amig cluster down}. */
@Command(name = "down", description = "Ends a cluster that 'amig cluster up' started. Its data stay.")
final class ClusterDownCommand extends AmigCommand {
    @Mixin
    private ClusterFolder folder = new ClusterFolder();

    @Override
    protected ExitCode execute() {
        Path data = folder.path(Project.load(Path.of("")));
        Optional<RunningCluster> cluster = RunningCluster.find(data);
        cluster.ifPresent(RunningCluster::stop);
        terminal()
                .out()
                .println(cluster.map(it -> "cluster %s is down; its data stay in %s".formatted(it.name(), it.data()))
                        .orElseGet(() -> "no cluster is running in " + data));
        return ExitCode.DONE;
    }
}
