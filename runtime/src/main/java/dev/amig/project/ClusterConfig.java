package dev.amig.project;

import dev.amig.cluster.Node;
import dev.amig.transport.Secret;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cluster of {@code amig.yaml}: either its nodes are listed, or one node is asked for them.
 *
 * @param port       of nodes that do not say otherwise
 * @param password   absent: none
 * @param tls        absent: plain text
 * @param replicated whether its tables are {@code Replicated*}
 * @param macros     ClickHouse's macros that are the same on every node
 * @param nodes      empty: see {@code discover}
 * @param discover   absent: see {@code nodes}
 */
public record ClusterConfig(
        TransportKind transport,
        int port,
        String user,
        Optional<SecretSource> password,
        Optional<Tls> tls,
        boolean replicated,
        Map<String, String> macros,
        List<Node> nodes,
        Optional<Discover> discover) {

    /**
     * Where the cluster's nodes are read from {@code system.clusters}.
     *
     * @param cluster as in {@code system.clusters.cluster}
     */
    public record Discover(String host, int port, String cluster) {}

    /**
     * How its nodes are reached, with the password.
     *
     * @throws ConfigurationException the password is not where it should be
     */
    public TransportOptions transportOptions(Map<String, String> environment) {
        Secret secret = password.map(it -> it.read(environment)).orElse(Secret.of(""));
        TransportOptions options = TransportOptions.PLAIN.as(user, secret);
        return tls.map(it -> options.withTls(new TransportOptions.Tls(it.ca()))).orElse(options);
    }
}
