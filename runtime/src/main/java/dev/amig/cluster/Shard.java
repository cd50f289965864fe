package dev.amig.cluster;

import java.util.Comparator;
import java.util.List;

/** A share of the rows: its replicas hold the same ones. */
public record Shard(int number, List<Node> replicas) {
    public Shard {
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("shard " + number + " has no replica");
        }
        replicas =
                replicas.stream().sorted(Comparator.comparingInt(Node::replica)).toList();
    }
}
