package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;

class HttpTransportIT extends TransportContract {
    @Override
    protected Transport open(Node node, TransportOptions options) {
        return Transports.open(TransportKind.HTTP, node, options);
    }

    @Override
    protected int portOf(EmbeddedNode node) {
        return node.httpPort();
    }
}
