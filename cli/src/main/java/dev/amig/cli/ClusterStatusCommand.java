package dev.amig.cli;

import dev.amig.embedded.RunningCluster;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code amig cluster status}. */
@Command(
        name = "status",
        description = {
            "Shows the nodes of a cluster that 'amig cluster up' started.",
            "Ends with 0 when every node answers, else with 1."
        })
final class ClusterStatusCommand extends AmigCommand {
    @Mixin
    private ClusterFolder folder = new ClusterFolder();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected ExitCode execute() {
        Project project = Project.load(Path.of(""));
        Path data = folder.path(project);
        Optional<RunningCluster> cluster = RunningCluster.find(data);
        ClusterReport report = cluster.map(ClusterReport::of)
                .orElseGet(() ->
                        ClusterReport.none(project.configuration().embedded().name(), data));
        if (json.wanted()) {
            report.printJson(terminal());
        } else if (cluster.isEmpty()) {
            terminal()
                    .out()
                    .println("no cluster is running in %s; start one with: amig cluster up".formatted(data)
                            + folder.asArgument());
        } else {
            terminal().out().println("cluster %s, in %s".formatted(report.name(), report.data()));
            report.print(terminal());
        }
        return report.exitCode();
    }
}
