package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.transport.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One transport for each node, opened when first asked for. */
public final class Connections implements AutoCloseable {
    private final Function<Node, Transport> factory;
    private final Map<Node, Transport> open = new ConcurrentHashMap<>();

    public Connections(Function<Node, Transport> factory) {
        this.factory = factory;
    }

    public Transport to(Node node) {
        return open.computeIfAbsent(node, factory);
    }

    @Override
    public void close() {
        open.values().forEach(Transport::close);
        open.clear();
    }
}
