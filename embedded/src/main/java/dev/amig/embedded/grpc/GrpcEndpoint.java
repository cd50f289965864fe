package dev.amig.embedded.grpc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Placeholder of the endpoint's interface. */
public final class GrpcEndpoint implements AutoCloseable {
    private final int port;

    private GrpcEndpoint(int port) {
        this.port = port;
    }

    public record Tls(Path certificateChain, Path privateKey) {}

    public record Options(String host, int port, URI engineHttp, Optional<Tls> tls) {}

    public static GrpcEndpoint start(Options options) throws java.io.IOException {
        return new GrpcEndpoint(options.port());
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {}
}
