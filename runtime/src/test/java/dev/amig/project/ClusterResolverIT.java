package dev.amig.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.embedded.junit.ClusterExtension;
import dev.amig.language.source.Source;
import dev.amig.transport.QueryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterResolverIT {
    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(2);

    @Test
    void one_server_names_all_nodes() throws QueryException {
        int port = cluster.nodes().get(0).httpPort();
        String text = "replicated: true, macros: {region: eu}, discover: {host: 127.0.0.1, cluster: posthog}";
        assertThat(resolve(text, port))
                .isEqualTo(Cluster.of(
                        "main",
                        List.of(new Node(1, 1, "127.0.0.1", port), new Node(2, 1, "127.0.0.1", port)),
                        true,
                        Map.of("region", "eu")));
    }

    @Test
    void a_cluster_the_server_does_not_know_is_told_with_those_it_knows() {
        int port = cluster.nodes().get(0).httpPort();
        assertThatThrownBy(() -> resolve("discover: {host: 127.0.0.1}", port))
                .isInstanceOf(ClusterNotFoundException.class)
                .hasMessage("127.0.0.1:%d knows no cluster 'main', only posthog; correct discover.cluster in amig.yaml"
                        .formatted(port));
    }

    private static Cluster resolve(String text, int port) throws QueryException {
        String file = "clusters: {main: {transport: http, port: %d, %s}}".formatted(port, text);
        ClusterConfig config = ConfigurationReader.read(new Source("amig.yaml", file), Path.of("/"), Map.of())
                .clusters()
                .get("main");
        return new ClusterResolver(Map.of()).resolve("main", config);
    }
}
