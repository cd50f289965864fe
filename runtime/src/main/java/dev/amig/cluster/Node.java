package dev.amig.cluster;

/**
 * One ClickHouse server of the cluster.
 *
 * @param shard   from 1, {@code system.clusters.shard_num}
 * @param replica from 1, {@code system.clusters.replica_num}
 * @param host    name or address that this machine can reach
 * @param port    of the configured transport
 */
public record Node(int shard, int replica, String host, int port) {
    private static final int NO_SHARD = 0;

    /**
     * A database that {@code ON POSTGRES name} means. Work for it is planned and journaled like that of a server of the
     * cluster, so it is a node, of no shard.
     *
     * @param name in the configuration; empty: the only one
     */
    public static Node postgres(String name) {
        return new Node(NO_SHARD, NO_SHARD, name, 0);
    }

    public boolean isPostgres() {
        return shard == NO_SHARD;
    }

    /** {@code s2r1}; {@code postgres}, {@code postgres_main}. */
    public String id() {
        if (isPostgres()) {
            return host.isEmpty() ? "postgres" : "postgres_" + host;
        }
        return "s" + shard + "r" + replica;
    }

    @Override
    public String toString() {
        return isPostgres() ? id() : id() + " (" + host + ":" + port + ")";
    }
}
