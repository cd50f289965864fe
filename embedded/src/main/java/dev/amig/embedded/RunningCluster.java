package dev.amig.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A cluster that lives without the process that started it, found again by its data folder. */
public final class RunningCluster {
    private static final int STOP_SECONDS = 10;

    private final Path data;
    private final ClusterState state;

    private RunningCluster(Path data, ClusterState state) {
        this.data = data;
        this.state = state;
    }

    /**
     * @param version       of the engine; empty when it does not answer
     * @param startedAt     of its process; empty when that has ended
     * @param residentBytes memory of the whole process; 0 when it has ended
     */
    public record NodeStatus(
            EmbeddedNode node, Optional<String> version, Optional<Instant> startedAt, long residentBytes) {
        public boolean isAnswering() {
            return version.isPresent();
        }
    }

    /** The cluster that was detached on this folder; empty when none of its nodes lives. */
    public static Optional<RunningCluster> find(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        return ClusterState.read(folder)
                .filter(state ->
                        ClusterState.isDetached(folder) && !state.living().isEmpty())
                .map(state -> new RunningCluster(folder, state));
    }

    /** The cluster whose nodes live on this folder, also one that another process has started for itself: to be asked, never to be stopped. */
    public static Optional<RunningCluster> ofAnybody(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        return ClusterState.read(folder)
                .filter(state -> !state.living().isEmpty())
                .map(state -> new RunningCluster(folder, state));
    }

    public String name() {
        return state.cluster();
    }

    public Path data() {
        return data;
    }

    /** Whom to log in as. */
    public String user() {
        return state.credentials().user();
    }

    /** Empty where none was asked for. */
    public String password() {
        return state.credentials().password();
    }

    /** By shard, then replica; those that have died since included. */
    public List<EmbeddedNode> nodes() {
        return state.nodes().stream().map(ClusterState.NodeRecord::node).toList();
    }

    /** Looks at every process, and asks every node. */
    public List<NodeStatus> status() {
        return state.nodes().parallelStream().map(this::status).toList();
    }

    private NodeStatus status(ClusterState.NodeRecord node) {
        Optional<ProcessHandle> process = node.process();
        return new NodeStatus(
                node.node(),
                process.flatMap(living -> EngineVersion.ask(node.node(), state.credentials())),
                process.map(living -> node.identity().started()),
                process.map(living -> Processes.residentBytes(living.pid())).orElse(0L));
    }

    /** Ends exactly the processes of this cluster: gracefully, and by force those that have not ended after ten seconds. */
    public void stop() {
        try (DataFolder held = DataFolder.at(data)) {
            state.nodes().parallelStream()
                    .forEach(node -> node.process().ifPresent(process -> Processes.end(process, STOP_SECONDS)));
            ClusterState.remove(held.path());
        }
    }
}
