package dev.amig.transport.grpc;

import dev.amig.cluster.Node;
import dev.amig.transport.TransportOptions;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.Optional;

/**
 * The channel to a node, made when first needed. One that could not connect is thrown away: gRPC would answer calls with the
 * old failure for up to two minutes before it tries again, and a node that is back shall be seen at once.
 */
final class GrpcConnection {
    private final Node node;
    private final TransportOptions options;
    private ManagedChannel channel;
    private boolean closed;

    GrpcConnection(Node node, TransportOptions options) {
        this.node = node;
        this.options = options;
    }

    /** @return nothing after {@link #close()} */
    synchronized Optional<ManagedChannel> channel() throws IOException {
        if (closed) {
            return Optional.empty();
        }
        if (channel == null) {
            channel = GrpcChannels.open(node, options);
        }
        return Optional.of(channel);
    }

    /** Calls that run over it go on to their end. */
    synchronized void forget(ManagedChannel useless) {
        if (channel == useless) {
            channel = null;
        }
        useless.shutdown();
    }

    synchronized void close() {
        closed = true;
        Optional.ofNullable(channel).ifPresent(ManagedChannel::shutdownNow);
    }
}
