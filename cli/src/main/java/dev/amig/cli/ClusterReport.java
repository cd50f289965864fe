package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Table;
import dev.amig.cli.output.Terminal;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.RunningCluster;
import dev.amig.embedded.RunningCluster.NodeStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cluster of this machine at one instant.
 *
 * @param nodes empty: it is not running
 */
record ClusterReport(String name, String data, List<NodeReport> nodes) {
    private static final long MEBIBYTE = 1L << 20;

    /**
     * One server of it.
     *
     * @param state  {@code up}, {@code silent} (its process lives and does not answer) or {@code ended}
     * @param memory resident bytes
     */
    record NodeReport(
            String node,
            String state,
            Optional<String> version,
            int httpPort,
            int nativePort,
            int grpcPort,
            long pid,
            long memory,
            Optional<Instant> startedAt) {

        private static NodeReport of(NodeStatus status) {
            EmbeddedNode node = status.node();
            String state = status.isAnswering() ? "up" : status.startedAt().isPresent() ? "silent" : "ended";
            return new NodeReport(
                    node.id(),
                    state,
                    status.version(),
                    node.httpPort(),
                    node.nativePort(),
                    node.grpcPort(),
                    node.pid(),
                    status.residentBytes(),
                    status.startedAt());
        }
    }

    static ClusterReport of(RunningCluster cluster) {
        return new ClusterReport(
                cluster.name(),
                cluster.data().toString(),
                cluster.status().stream().map(NodeReport::of).toList());
    }

    static ClusterReport none(String name, Path data) {
        return new ClusterReport(name, data.toString(), List.of());
    }

    ExitCode exitCode() {
        boolean up = nodes.stream().allMatch(node -> node.state().equals("up"));
        return up && !nodes.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    void printJson(Terminal terminal) {
        JsonOutput.document(terminal, this);
    }

    void print(Terminal terminal) {
        Table table = new Table()
                .left("NODE")
                .left("STATE")
                .left("CLICKHOUSE")
                .right("HTTP")
                .right("NATIVE")
                .right("GRPC")
                .right("PID")
                .right("MEMORY");
        nodes.forEach(node -> table.row(
                node.node(),
                terminal.paint(node.state().equals("up") ? Colour.GOOD : Colour.BAD, node.state()),
                node.version().orElse("-"),
                node.httpPort(),
                node.nativePort(),
                node.grpcPort(),
                node.pid(),
                node.memory() / MEBIBYTE + " MiB"));
        table.print(terminal);
    }
}
