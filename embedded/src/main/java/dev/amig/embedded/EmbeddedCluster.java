package dev.amig.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A real ClickHouse cluster on this machine: one process for each node, each with an engine of its own and HTTP, native and gRPC
 * ports on 127.0.0.1.
 *
 * <p>The embedded engine cannot replicate (no interserver address, CLICKHOUSE.md). A second replica of a shard is a server of its
 * own that has the same place in {@code system.clusters}; it holds what is written to it, directly or through a
 * {@code Distributed} table, which writes to every replica here ({@code internal_replication = 0}).
 *
 * <p>The nodes end when this is closed and when this process dies, however it dies; a data folder of their own goes with them.
 * There is no shutdown hook: whoever handles Ctrl-C may need the nodes for a while.
 */
public final class EmbeddedCluster implements AutoCloseable {
    private final DataFolder data;
    private final Ports ports;
    private final Layout layout;
    private final NodeFiles files;
    private final ClusterOptions options;
    private final Map<String, NodeProcess> processes = new ConcurrentSkipListMap<>();
    private boolean closed;

    EmbeddedCluster(DataFolder data, Ports ports, Layout layout, Path library, ClusterOptions options) {
        this.data = data;
        this.ports = ports;
        this.layout = layout;
        this.files = new NodeFiles(data, library, layout, options);
        this.options = options;
    }

    public static ClusterBuilder builder() {
        return new ClusterBuilder();
    }

    /** Starts every node at once, and waits until each answers. */
    void startNodes() {
        layout.places().forEach(this::launch);
        writeState();
        processes.values().forEach(NodeProcess::awaitReady);
        processes.values().forEach(process -> process.onDeath(options.onDeath()));
    }

    /** When they could not all be started. */
    void killNodes() {
        processes.values().forEach(NodeProcess::kill);
    }

    private NodeProcess launch(Layout.Place place) {
        NodeProcess process = NodeProcess.start(place, place.folder(data.path()), files.write(place));
        processes.put(place.id(), process);
        return process;
    }

    private void writeState() {
        List<ClusterState.NodeRecord> records =
                nodes().stream().map(ClusterState.NodeRecord::of).toList();
        new ClusterState(layout.cluster(), options.credentials(), records).write(data.path());
    }

    /** As in {@code system.clusters}. */
    public String name() {
        return layout.cluster();
    }

    /** Absolute, without links. */
    public Path data() {
        return data.path();
    }

    /** Whom to log in as. */
    public String user() {
        return options.credentials().user();
    }

    /** Empty where none was asked for. */
    public String password() {
        return options.credentials().password();
    }

    /** By shard, then replica. */
    public List<EmbeddedNode> nodes() {
        List<EmbeddedNode> nodes = new ArrayList<>();
        for (Layout.Place place : layout.places()) {
            nodes.add(processes.get(place.id()).node());
        }
        return nodes;
    }

    /** @param shard and replica from 1 */
    public EmbeddedNode node(int shard, int replica) {
        return processOf("s" + shard + "r" + replica).node();
    }

    private NodeProcess processOf(String id) {
        NodeProcess process = processes.get(id);
        if (process == null) {
            throw new EmbeddedException(
                    "there is no node " + id + " in the cluster " + name() + "; it has " + processes.keySet());
        }
        return process;
    }

    /** For tests: ends the node's process as a power cut would. Its ports stay reserved. */
    public void kill(EmbeddedNode node) {
        processOf(node.id()).kill();
    }

    /**
     * For tests: ends the node if it runs, and starts it on its ports and its data.
     *
     * @return the same node with its new process
     */
    public EmbeddedNode restart(EmbeddedNode node) {
        processOf(node.id()).stop();
        Layout.Place place = layout.places().stream()
                .filter(candidate -> candidate.id().equals(node.id()))
                .findFirst()
                .orElseThrow();
        NodeProcess process = launch(place);
        writeState();
        process.awaitReady();
        process.onDeath(options.onDeath());
        return process.node();
    }

    /** For tests: the node holds its connections and answers nothing, until {@link #thaw}. */
    public void freeze(EmbeddedNode node) {
        Processes.signal(processOf(node.id()).node().pid(), "STOP");
    }

    public void thaw(EmbeddedNode node) {
        Processes.signal(processOf(node.id()).node().pid(), "CONT");
    }

    /**
     * From here on the nodes live without this process, and this object is closed. Up to here they die with it: either all of
     * them or none.
     *
     * @throws IllegalStateException when the data folder is a temporary one
     */
    public synchronized RunningCluster detach() {
        if (data.isTemporary()) {
            throw new IllegalStateException("a cluster with a temporary data folder cannot be detached");
        }
        processes.values().forEach(NodeProcess::expectEnd);
        ClusterState.markDetached(data.path());
        closed = true;
        ports.close();
        data.close();
        return RunningCluster.find(data.path())
                .orElseThrow(() -> new EmbeddedException(
                        "the nodes of the cluster " + name() + " ended as soon as they had started"));
    }

    /**
     * Ends the nodes: gracefully, and by force those that have not ended after ten seconds. A temporary data folder is removed.
     * Harmless when called twice.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.values().forEach(NodeProcess::expectEnd);
        processes.values().parallelStream().forEach(NodeProcess::stop);
        ClusterState.remove(data.path());
        ports.close();
        data.close();
    }
}
