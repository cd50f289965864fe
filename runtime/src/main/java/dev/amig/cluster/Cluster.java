package dev.amig.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The servers a migration runs on.
 *
 * @param name       as in {@code system.clusters.cluster}
 * @param replicated whether its tables are {@code Replicated*}: decides what the engine templates write
 * @param macros     ClickHouse's macros that are the same on every node ({@code {shard}} and {@code {replica}} are not)
 */
public record Cluster(String name, List<Shard> shards, boolean replicated, Map<String, String> macros) {
    public Cluster {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("cluster " + name + " has no shard");
        }
        shards = shards.stream().sorted(Comparator.comparingInt(Shard::number)).toList();
        macros = Map.copyOf(macros);
    }

    /** Groups nodes by their shard. */
    public static Cluster of(String name, List<Node> nodes, boolean replicated, Map<String, String> macros) {
        Map<Integer, List<Node>> byShard =
                nodes.stream().collect(Collectors.groupingBy(Node::shard, TreeMap::new, Collectors.toList()));
        List<Shard> shards = byShard.entrySet().stream()
                .map(entry -> new Shard(entry.getKey(), entry.getValue()))
                .toList();
        return new Cluster(name, shards, replicated, macros);
    }

    /** Every node, by shard and replica. */
    public List<Node> nodes() {
        return shards.stream().flatMap(shard -> shard.replicas().stream()).toList();
    }

    public Optional<Shard> shard(int number) {
        return shards.stream().filter(shard -> shard.number() == number).findFirst();
    }
}
