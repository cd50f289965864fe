package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;

/** A real cluster and a real PostgreSQL, which outlive the runners that are killed. */
public final class FaultSite implements AutoCloseable {
    private final EmbeddedCluster servers;
    private final EmbeddedPostgres postgres;

    private FaultSite(EmbeddedCluster servers, EmbeddedPostgres postgres) {
        this.servers = servers;
        this.postgres = postgres;
    }

    /** @param home for PostgreSQL's data; made where it is not there */
    public static FaultSite start(Path home, int shards, int replicas) {
        EmbeddedCluster servers = EmbeddedCluster.builder()
                .shards(shards)
                .replicas(replicas)
                .progress(System.err::println)
                .start();
        try {
            return new FaultSite(
                    servers, EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.TEMPORARY, System.err::println));
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    public Address address() {
        return new Address(
                servers.nodes().stream()
                        .map(it -> new Node(it.shard(), it.replica(), it.host(), it.grpcPort()))
                        .toList(),
                postgres.jdbcUrl(),
                postgres.user(),
                postgres.password());
    }

    public EmbeddedCluster servers() {
        return servers;
    }

    /** @param id such as {@code s2r1} */
    public EmbeddedNode server(String id) {
        return servers.nodes().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        servers.close();
        postgres.close();
    }
}
