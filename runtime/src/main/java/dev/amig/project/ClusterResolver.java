package dev.amig.project;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.language.sql.Literals;
import dev.amig.project.ClusterConfig.Discover;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import dev.amig.transport.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A cluster of the configuration → its nodes: as listed, or as one of its servers says. The only class here that asks a server. */
public final class ClusterResolver {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> environment;

    /** @param environment for passwords */
    public ClusterResolver(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Connects only where the nodes are not listed.
     *
     * @throws QueryException           the server that should name the nodes does not answer
     * @throws ClusterNotFoundException it knows no such cluster
     * @throws ConfigurationException   the password is not where it should be
     */
    public Cluster resolve(String name, ClusterConfig config) throws QueryException {
        List<Node> nodes = config.discover().isPresent()
                ? discover(config, config.discover().get())
                : config.nodes();
        return Cluster.of(name, nodes, config.replicated(), config.macros());
    }

    private List<Node> discover(ClusterConfig config, Discover discover) throws QueryException {
        Node asked = new Node(1, 1, discover.host(), discover.port());
        try (Transport transport = Transports.open(config.transport(), asked, config.transportOptions(environment))) {
            // host_name, not host_address: certificates and other networks know servers by their names.
            List<Node> nodes = rows(
                            transport,
                            "SELECT shard_num, replica_num, host_name FROM system.clusters WHERE cluster = "
                                    + Literals.quote(discover.cluster()) + " ORDER BY shard_num, replica_num")
                    .stream()
                    .map(row -> node(row, config.port()))
                    .toList();
            if (nodes.isEmpty()) {
                throw unknown(transport, discover);
            }
            return nodes;
        }
    }

    private static ClusterNotFoundException unknown(Transport transport, Discover discover) throws QueryException {
        String known = rows(transport, "SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster").stream()
                .map(row -> (String) row.get(0))
                .collect(Collectors.joining(", "));
        return new ClusterNotFoundException("%s:%d knows no cluster '%s'%s; correct discover.cluster in amig.yaml"
                .formatted(
                        discover.host(),
                        discover.port(),
                        discover.cluster(),
                        known.isEmpty() ? " and no other" : ", only " + known));
    }

    private static List<List<Object>> rows(Transport transport, String sql) throws QueryException {
        Query query = Query.of(sql, "amig-discover-" + UUID.randomUUID()).withTimeout(PATIENCE);
        return transport.execute(query, ProgressListener.NONE).rows();
    }

    private static Node node(List<Object> row, int port) {
        int shard = ((Long) row.get(0)).intValue();
        int replica = ((Long) row.get(1)).intValue();
        return new Node(shard, replica, (String) row.get(2), port);
    }
}
