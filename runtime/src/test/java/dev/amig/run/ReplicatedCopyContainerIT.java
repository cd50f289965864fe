package dev.amig.run;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.transport.ContainerServer;
import dev.amig.transport.Secret;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The same on ClickHouse's own server with its own Keeper; skipped, and told as skipped, where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ReplicatedCopyContainerIT extends ReplicatedCopyContract {
    @TempDir
    private static Path home;

    private static ContainerServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ContainerServer.withKeeper();
        Node node = new Node(1, 1, server.host(), server.port(TransportKind.GRPC));
        Cluster cluster = Cluster.of("container", List.of(node), false, Map.of());
        TransportOptions user = TransportOptions.PLAIN.as("migrator", Secret.of("s3cret"));
        begin(Bench.on(cluster, user, home.resolve("journal")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }
}
