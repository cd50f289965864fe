package dev.amig.cli;

import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.RunningCluster;
import dev.amig.project.EmbeddedConfig;
import dev.amig.project.Project;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code amig cluster up}. */
@Command(
        name = "up",
        description = {
            "Starts a cluster that goes on running when this command has ended.",
            "Without options it is the one that 'embedded:' in amig.yaml describes. The engine is fetched with npm once."
        })
final class ClusterUpCommand extends AmigCommand {
    private static final int PORTS_PER_NODE = 3;

    @Option(names = "--shards", paramLabel = "N", description = "How many shards. Default: as amig.yaml says, or 2.")
    private Integer shards;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "How many servers for each shard; they do not replicate. Default: as amig.yaml says, or 1.")
    private Integer replicas;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "The first of three ports (HTTP, native, gRPC) for each node. Default: any free ones.")
    private Integer portBase;

    @Mixin
    private ClusterFolder folder = new ClusterFolder();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected ExitCode execute() {
        Project project = Project.load(Path.of(""));
        EmbeddedConfig wanted = wanted(project.configuration().embedded());
        Path data = folder.path(project);
        Optional<RunningCluster> running = RunningCluster.find(data);
        running.ifPresent(cluster -> refuseOtherShape(cluster, wanted));
        RunningCluster cluster = running.orElseGet(() -> start(wanted, data));
        ClusterReport report = ClusterReport.of(cluster);
        if (json.wanted()) {
            report.printJson(terminal());
        } else {
            String begin = running.isPresent() ? "is up already" : "is up";
            terminal().out().println("cluster %s %s, in %s".formatted(cluster.name(), begin, cluster.data()));
            report.print(terminal());
            terminal().out().println("it ends with: amig cluster down" + folder.asArgument());
        }
        return report.exitCode();
    }

    private EmbeddedConfig wanted(EmbeddedConfig configured) {
        int wantedShards = atLeastOne("--shards", shards == null ? configured.shards() : shards);
        int wantedReplicas = atLeastOne("--replicas", replicas == null ? configured.replicas() : replicas);
        int ports = wantedShards * wantedReplicas * PORTS_PER_NODE;
        if (portBase != null && (portBase < 1 || portBase + ports > 65_536)) {
            throw CommandException.usage(
                    "--port-base %d leaves no room for %d ports up to 65535".formatted(portBase, ports));
        }
        return new EmbeddedConfig(configured.name(), wantedShards, wantedReplicas, configured.sample());
    }

    private static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw CommandException.usage("%s must be 1 or more, not %d".formatted(option, number));
        }
        return number;
    }

    private RunningCluster start(EmbeddedConfig wanted, Path data) {
        ClusterBuilder builder = EmbeddedCluster.builder()
                .name(wanted.name())
                .shards(wanted.shards())
                .replicas(wanted.replicas())
                .data(data)
                .progress(this::say);
        if (portBase != null) {
            builder.portBase(portBase);
        }
        return builder.start().detach();
    }

    private static void refuseOtherShape(RunningCluster cluster, EmbeddedConfig wanted) {
        int shards =
                cluster.nodes().stream().mapToInt(EmbeddedNode::shard).max().orElse(0);
        int replicas =
                cluster.nodes().stream().mapToInt(EmbeddedNode::replica).max().orElse(0);
        if (shards != wanted.shards() || replicas != wanted.replicas()) {
            throw CommandException.usage(
                            "cluster %s is up already in %s, with %d × %d nodes (shards × replicas), not %d × %d"
                                    .formatted(
                                            cluster.name(),
                                            cluster.data(),
                                            shards,
                                            replicas,
                                            wanted.shards(),
                                            wanted.replicas()))
                    .withHint("end it with 'amig cluster down', or give another --data");
        }
    }
}
