package dev.amig.embedded;

import dev.amig.embedded.process.EngineHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A cluster that was detached from the process that started it, found again by its data folder. */
public final class RunningCluster {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path data;
    private final ClusterState state;

    private RunningCluster(Path data, ClusterState state) {
        this.data = data;
        this.state = state;
    }

    /**
     * @param version of the engine; absent when it does not answer
     * @param startedAt of its process; absent when there is none
     * @param residentBytes memory of the whole process
     */
    public record NodeStatus(
            EmbeddedNode node, Optional<String> version, Optional<Instant> startedAt, long residentBytes) {
        public boolean isAnswering() {
            return version.isPresent();
        }
    }

    /** @return empty when no node of the folder's cluster is alive */
    public static Optional<RunningCluster> find(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        return ClusterState.read(folder)
                .filter(state -> state.entries().stream()
                        .anyMatch(entry -> entry.process().isPresent()))
                .map(state -> new RunningCluster(folder, state));
    }

    public String name() {
        return state.clusterName();
    }

    public Path data() {
        return data;
    }

    public List<EmbeddedNode> nodes() {
        return state.entries().stream().map(ClusterState.Entry::node).toList();
    }

    /** Asks every node. */
    public List<NodeStatus> status() {
        return state.entries().stream().map(this::status).toList();
    }

    private NodeStatus status(ClusterState.Entry entry) {
        if (entry.process().isEmpty()) {
            return new NodeStatus(entry.node(), Optional.empty(), Optional.empty(), 0);
        }
        String version = new EngineHttp(entry.node().httpPort())
                .ask("SELECT version()", PATIENCE)
                .strip();
        return new NodeStatus(
                entry.node(),
                version.isEmpty() ? Optional.empty() : Optional.of(version),
                entry.process().flatMap(process -> process.info().startInstant()),
                ProcessMemory.residentBytes(entry.node().pid()));
    }

    /** Ends exactly the processes of this cluster: gracefully, and by force those that do not end. Its data stay. */
    public void stop() {
        state.entries().parallelStream().forEach(RunningCluster::stop);
        ClusterState.remove(data);
    }

    private static void stop(ClusterState.Entry entry) {
        Optional<ProcessHandle> process = entry.process();
        if (process.isEmpty()) {
            return;
        }
        CompletableFuture<ProcessHandle> exit = process.get().onExit();
        new EngineHttp(entry.node().httpPort()).endKeepAlive();
        try {
            exit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.get().destroyForcibly();
        } catch (InterruptedException e) {
            process.get().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
