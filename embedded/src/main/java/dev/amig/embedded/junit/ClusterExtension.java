package dev.amig.embedded.junit;

import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster for the tests of one class: {@code @RegisterExtension static final ClusterExtension cluster = ClusterExtension.shards(2);}.
 * It starts before the first test and is gone, data and all, after the last.
 */
public final class ClusterExtension implements BeforeAllCallback, AfterAllCallback {
    private final ClusterBuilder builder;
    private EmbeddedCluster cluster;

    private ClusterExtension(ClusterBuilder builder) {
        this.builder = builder;
    }

    public static ClusterExtension shards(int shards) {
        return new ClusterExtension(EmbeddedCluster.builder().shards(shards));
    }

    public static ClusterExtension of(ClusterBuilder builder) {
        return new ClusterExtension(builder);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = builder.progress(System.err::println).start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        cluster.close();
    }

    public EmbeddedCluster cluster() {
        return cluster;
    }

    public List<EmbeddedNode> nodes() {
        return cluster.nodes();
    }
}
