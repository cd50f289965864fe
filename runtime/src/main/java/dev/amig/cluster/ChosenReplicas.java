package dev.amig.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One replica of every shard, chosen when a run starts and kept in the journal for as long as it lives: what one action
 * created on a replica, the next must find there.
 */
public record ChosenReplicas(Map<Integer, Integer> replicaOfShard) {
    public ChosenReplicas {
        replicaOfShard = Map.copyOf(replicaOfShard);
    }

    /** The lowest-numbered replica of each shard. */
    public static ChosenReplicas lowest(Cluster cluster) {
        return lowest(cluster, node -> true);
    }

    /** The lowest-numbered replica of each shard that {@code healthy} accepts; the lowest at all where it accepts none. */
    public static ChosenReplicas lowest(Cluster cluster, Predicate<Node> healthy) {
        Map<Integer, Integer> chosen = new TreeMap<>();
        for (Shard shard : cluster.shards()) {
            Node node = shard.replicas().stream()
                    .filter(healthy)
                    .findFirst()
                    .orElse(shard.replicas().get(0));
            chosen.put(shard.number(), node.replica());
        }
        return new ChosenReplicas(chosen);
    }

    public boolean contains(Node node) {
        return replicaOfShard.getOrDefault(node.shard(), 0) == node.replica();
    }
}
