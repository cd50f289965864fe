package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;

class GrpcTransportIT extends TransportContract {
    @Override
    protected Transport open(Node node, TransportOptions options) {
        return Transports.open(TransportKind.GRPC, node, options);
    }

    @Override
    protected int portOf(EmbeddedNode node) {
        return node.grpcPort();
    }
}
