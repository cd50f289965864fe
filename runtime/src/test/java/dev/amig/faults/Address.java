package dev.amig.faults;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.PostgresJournal;
import dev.amig.transport.Secret;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import dev.amig.transport.postgres.PostgresTransport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the servers of a test are, in a form that can be told to another process. */
public record Address(List<Node> nodes, String jdbcUrl, String user, String password) {
    /** As amig's own leases. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String FIELD = "\t";
    private static final String PART = " ";

    /** The same servers under another name: leases belong to names, so many runners can work side by side. */
    public Cluster cluster(String name) {
        return Cluster.of(name, nodes, false, Map.of());
    }

    Journal openJournal(Duration leaseTimeToLive) {
        return PostgresJournal.open(jdbcUrl, user, password, PostgresJournal.DEFAULT_PATIENCE, leaseTimeToLive);
    }

    /** {@code ON POSTGRES} means the journal's server. */
    public Transport connect(Node node) {
        return node.isPostgres()
                ? new PostgresTransport(node, jdbcUrl, Optional.of(user), Secret.of(password))
                : Transports.open(TransportKind.GRPC, node, TransportOptions.PLAIN);
    }

    /** One line. */
    String text() {
        return jdbcUrl
                + FIELD
                + user
                + FIELD
                + password
                + FIELD
                + nodes.stream()
                        .map(it -> it.shard() + PART + it.replica() + PART + it.host() + PART + it.port())
                        .collect(Collectors.joining(FIELD));
    }

    static Address parse(String line) {
        String[] fields = line.split(FIELD);
        List<Node> nodes = Arrays.stream(fields).skip(3).map(Address::node).toList();
        return new Address(nodes, fields[0], fields[1], fields[2]);
    }

    private static Node node(String text) {
        String[] parts = text.split(PART);
        return new Node(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2], Integer.parseInt(parts[3]));
    }
}
