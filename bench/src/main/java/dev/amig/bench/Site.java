package dev.amig.bench;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.postgres.EmbeddedPostgres;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import dev.amig.run.Connections;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Embedded nodes, each a shard of its own, and a durable journal (fsync), for as long as a measurement takes. */
final class Site implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final EmbeddedCluster servers;
    private final Journal journal;

    private Site(EmbeddedPostgres postgres, EmbeddedCluster servers, Journal journal) {
        this.postgres = postgres;
        this.servers = servers;
        this.journal = journal;
    }

    static Site start(int shards) throws IOException {
        Path home = Files.createTempDirectory("amig-bench");
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, System.err::println);
        EmbeddedCluster servers = EmbeddedCluster.builder()
                .shards(shards)
                .progress(System.err::println)
                .start();
        return new Site(
                postgres, servers, PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    }

    Journal journal() {
        return journal;
    }

    /** The nodes by their ports for one kind of transport. */
    Cluster cluster(TransportKind kind) {
        return Cluster.of(
                "bench",
                servers.nodes().stream()
                        .map(it -> new Node(
                                it.shard(),
                                it.replica(),
                                it.host(),
                                kind == TransportKind.GRPC ? it.grpcPort() : it.httpPort()))
                        .toList(),
                false,
                Map.of());
    }

    Connections connections(TransportKind kind) {
        return new Connections(node -> Transports.open(kind, node, TransportOptions.PLAIN));
    }

    @Override
    public void close() {
        journal.close();
        servers.close();
        postgres.close();
    }
}
