package dev.amig.cli;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.project.ClusterConfig;
import dev.amig.project.ClusterResolver;
import dev.amig.project.EmbeddedConfig;
import dev.amig.project.Project;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topologies by name: out of the configuration, or asked of a node where the configuration says so. */
final class ClusterFinder {
    private ClusterFinder() {}

    /**
     * The cluster as a plan needs it. No server is asked, unless the configuration lets it be discovered; a cluster that is
     * only embedded has the nodes it will have, without ports.
     */
    static Cluster topology(Project project, String name) throws QueryException {
        Optional<ClusterConfig> config = configured(project, name);
        if (config.isPresent()) {
            return new ClusterResolver(System.getenv()).resolve(name, config.get());
        }
        return embeddedTopology(project, name);
    }

    /** The embedded cluster as it will be, without ports. */
    static Cluster embeddedTopology(Project project, String name) {
        EmbeddedConfig embedded = project.configuration().embedded();
        return withoutPorts(name, embedded.shards(), embedded.replicas());
    }

    static Cluster withoutPorts(String name, int shards, int replicas) {
        List<Node> nodes = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            for (int replica = 1; replica <= replicas; replica++) {
                nodes.add(new Node(shard, replica, "127.0.0.1", 0));
            }
        }
        return Cluster.of(name, nodes, false, Map.of());
    }

    static Optional<ClusterConfig> configured(Project project, String name) {
        return Optional.ofNullable(project.configuration().clusters().get(name));
    }
}
