package dev.amig.embedded.grpc;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * ClickHouse's own gRPC protocol in front of one engine's HTTP port: the engine of the package is built without gRPC, so
 * this endpoint speaks the protocol and lets the engine do the work.
 *
 * <p>It holds no state of its own besides running calls; closing it waits for none of them.
 */
public final class GrpcEndpoint implements AutoCloseable {
    private static final long SHORTEST_PING_INTERVAL_SECONDS = 10;

    private final Server server;
    private final ExecutorService workers;

    private GrpcEndpoint(Server server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * @param host address to listen on
     * @param port 0 takes any free port
     * @param engineHttp where the engine listens, as in {@code http://127.0.0.1:8123}
     * @param tls plain text if empty
     */
    public record Options(String host, int port, URI engineHttp, Optional<Tls> tls) {}

    /** PEM files: the certificate with its chain, and its unencrypted PKCS#8 key. */
    public record Tls(Path certificateChain, Path privateKey) {}

    /** @throws IOException if the port is taken or a TLS file cannot be used */
    public static GrpcEndpoint start(Options options) throws IOException {
        ExecutorService workers = Executors.newCachedThreadPool(GrpcEndpoint::daemon);
        try {
            Server server = NettyServerBuilder.forAddress(
                            new InetSocketAddress(options.host(), options.port()), credentials(options.tls()))
                    .addService(new ClickHouseService(new EngineClient(options.engineHttp()), workers))
                    .intercept(new TraceHeaders())
                    .executor(workers)
                    .maxInboundMessageSize(largestMessage())
                    .permitKeepAliveTime(SHORTEST_PING_INTERVAL_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .build()
                    .start();
            return new GrpcEndpoint(server, workers);
        } catch (IOException | RuntimeException failure) {
            workers.shutdownNow();
            throw failure;
        }
    }

    // ClickHouse takes any size; here a message that does not fit, twice for a moment, would end the node.
    private static int largestMessage() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4);
    }

    /** The port it listens on, also when any free one was asked for. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        workers.shutdownNow();
    }

    private static ServerCredentials credentials(Optional<Tls> tls) throws IOException {
        if (tls.isEmpty()) {
            return InsecureServerCredentials.create();
        }
        return TlsServerCredentials.create(
                tls.get().certificateChain().toFile(), tls.get().privateKey().toFile());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "amig-grpc");
        thread.setDaemon(true);
        return thread;
    }
}
