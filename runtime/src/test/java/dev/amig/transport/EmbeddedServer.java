package dev.amig.transport;

import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;

/** One node of the embedded engine. */
final class EmbeddedServer implements ContractServer {
    private final EmbeddedCluster cluster = EmbeddedCluster.builder()
            .shards(1)
            .user("migrator", "s3cret")
            .progress(System.err::println)
            .start();

    private EmbeddedNode node() {
        return cluster.nodes().get(0);
    }

    @Override
    public String host() {
        return node().host();
    }

    @Override
    public int port(TransportKind kind) {
        return kind == TransportKind.GRPC ? node().grpcPort() : node().httpPort();
    }

    @Override
    public int nativePort() {
        return node().nativePort();
    }

    @Override
    public void kill() {
        cluster.kill(node());
    }

    @Override
    public void restart() {
        cluster.restart(node());
    }

    @Override
    public void freeze() {
        cluster.freeze(node());
    }

    @Override
    public void thaw() {
        cluster.thaw(node());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
