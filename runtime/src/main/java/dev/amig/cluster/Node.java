package dev.amig.cluster;

/**
 * One ClickHouse server.
 *
 * @param shard   from 1, {@code system.clusters.shard_num}
 * @param replica from 1, {@code system.clusters.replica_num}
 * @param host    name or address that this machine can reach
 * @param port    of the configured transport
 */
public record Node(int shard, int replica, String host, int port) {
    /** {@code s2r1}. */
    public String id() {
        return "s" + shard + "r" + replica;
    }

    @Override
    public String toString() {
        return id() + " (" + host + ":" + port + ")";
    }
}
