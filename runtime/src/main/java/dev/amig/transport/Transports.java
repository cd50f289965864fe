package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.transport.grpc.GrpcTransport;
import dev.amig.transport.http.HttpTransport;

/** The transports there are. */
public final class Transports {
    private Transports() {}

    /** Connects to nothing yet. */
    public static Transport open(TransportKind kind, Node node, TransportOptions options) {
        return switch (kind) {
            case GRPC -> new GrpcTransport(node, options);
            case HTTP -> new HttpTransport(node, options);
        };
    }
}
