package dev.amig.project;

import dev.amig.cluster.Node;
import dev.amig.project.ClusterConfig.Discover;
import dev.amig.transport.TransportKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code clusters} → {@link ClusterConfig}. */
final class ClusterReader {
    private static final String NODE_EXAMPLE = "{shard: 1, replica: 1, host: ch1.example.net}";

    private final Section section;
    private final TransportKind transport;
    private final Optional<Tls> tls;
    private final int port;

    private ClusterReader(Section section) {
        this.section = section.allow(ClusterConfig.class);
        this.transport = transport();
        this.tls = section.value("tls").flatMap(Value::section).map(this::tls);
        this.port = port(section, usualPort(transport, tls.isPresent()));
    }

    static ClusterConfig read(Section section) {
        return new ClusterReader(section).cluster();
    }

    private ClusterConfig cluster() {
        boolean listed = section.has("nodes");
        boolean discovered = section.has("discover");
        if (listed == discovered) {
            section.report(
                    section.path() + (listed ? " has both nodes and discover" : " needs nodes or discover"),
                    "write nodes: [%s], or discover: {host: ch1.example.net}".formatted(NODE_EXAMPLE));
        }
        return new ClusterConfig(
                transport,
                port,
                section.value("user").flatMap(Value::word).orElse("default"),
                section.value("password").flatMap(SecretReader::read),
                tls,
                section.value("replicated").flatMap(Value::flag).orElse(false),
                section.value("macros").map(Value::texts).orElse(Map.of()),
                section.value("nodes").map(this::nodes).orElse(List.of()),
                section.value("discover").flatMap(Value::section).flatMap(this::discover));
    }

    private TransportKind transport() {
        return section.value("transport")
                .flatMap(value -> value.choice(List.of("grpc", "http")))
                .map(text -> TransportKind.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(TransportKind.GRPC);
    }

    private Tls tls(Section tls) {
        tls.allow(Tls.class);
        return new Tls(tls.value("ca").flatMap(Value::path));
    }

    private List<Node> nodes(Value value) {
        List<Node> nodes = new ArrayList<>();
        Map<String, Value> seen = new HashMap<>();
        List<Value> items = value.items();
        if (value.isList() && items.isEmpty()) {
            value.report(value.name() + " names no node", "write " + NODE_EXAMPLE);
        }
        for (Value item : items) {
            item.section().flatMap(this::node).ifPresent(node -> {
                refuseSecond(seen, item, "shard %d replica %d".formatted(node.shard(), node.replica()));
                refuseSecond(seen, item, node.host() + ":" + node.port());
                nodes.add(node);
            });
        }
        return nodes;
    }

    private static void refuseSecond(Map<String, Value> seen, Value item, String what) {
        Value first = seen.putIfAbsent(what, item);
        if (first != null) {
            item.report("%s and %s are both %s".formatted(first.name(), item.name(), what));
        }
    }

    private Optional<Node> node(Section node) {
        node.allow(Node.class);
        Optional<Integer> shard = node.required("shard", NODE_EXAMPLE).flatMap(it -> it.integer(1, 10_000));
        Optional<String> host = node.required("host", NODE_EXAMPLE).flatMap(Value::word);
        int replica = node.value("replica").flatMap(it -> it.integer(1, 10_000)).orElse(1);
        int nodePort = port(node, port);
        return shard.isPresent() && host.isPresent()
                ? Optional.of(new Node(shard.get(), replica, host.get(), nodePort))
                : Optional.empty();
    }

    /** The cluster's name on the server is the name in the file, unless the file says otherwise. */
    private Optional<Discover> discover(Section discover) {
        discover.allow(Discover.class);
        String name = section.path().substring(section.path().indexOf('.') + 1);
        Optional<String> host =
                discover.required("host", "discover: {host: ch1.example.net}").flatMap(Value::word);
        String cluster = discover.value("cluster").flatMap(Value::word).orElse(name);
        int discoverPort = port(discover, port);
        return host.map(it -> new Discover(it, discoverPort, cluster));
    }

    /** Where ClickHouse listens unless it is told otherwise. */
    private static int usualPort(TransportKind transport, boolean encrypted) {
        return switch (transport) {
            case GRPC -> 9100;
            case HTTP -> encrypted ? 8443 : 8123;
        };
    }

    private static int port(Section section, int usual) {
        return section.value("port").flatMap(it -> it.integer(1, 65_535)).orElse(usual);
    }
}
