package dev.amig.simulation;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.transport.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Shards of one replica each, all in this process. */
public final class SimulatedCluster {
    private final Cluster cluster;
    private final VirtualTime time = new VirtualTime();
    private final Map<Node, SimulatedNode> servers = new LinkedHashMap<>();

    public SimulatedCluster(String name, int shards) {
        List<Node> nodes = IntStream.rangeClosed(1, shards)
                .mapToObj(shard -> new Node(shard, 1, "simulated", 9100 + shard))
                .toList();
        nodes.forEach(node -> servers.put(node, new SimulatedNode(node, time)));
        this.cluster = Cluster.of(name, nodes, false, Map.of());
    }

    public Cluster cluster() {
        return cluster;
    }

    public VirtualTime time() {
        return time;
    }

    public List<SimulatedNode> servers() {
        return List.copyOf(servers.values());
    }

    public SimulatedNode server(String nodeId) {
        return servers.values().stream()
                .filter(it -> it.node().id().equals(nodeId))
                .findFirst()
                .orElseThrow();
    }

    /** The connections of one runner. */
    public Function<Node, Transport> connections(Misfortunes misfortunes) {
        return node -> new SimulatedTransport(servers.get(node), misfortunes);
    }
}
