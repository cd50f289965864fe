package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.embedded.postgres.EmbeddedPostgres.Durability;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

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
        return start(
                home, Durability.TEMPORARY, builder -> builder.shards(shards).replicas(replicas));
    }

    /** @param durability of the journal: one that is to crash keeps what it has committed */
    static FaultSite start(Path home, Durability durability, UnaryOperator<ClusterBuilder> shape) {
        EmbeddedCluster servers = shape.apply(EmbeddedCluster.builder())
                .progress(System.err::println)
                .start();
        try {
            return new FaultSite(servers, EmbeddedPostgres.open(home, durability, System.err::println));
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

    EmbeddedPostgres postgres() {
        return postgres;
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
        postgres.closeAndAwaitEnd();
    }
}
