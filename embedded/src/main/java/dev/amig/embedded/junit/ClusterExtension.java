package dev.amig.embedded.junit;

import dev.amig.embedded.ClusterBuilder;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real cluster for tests: {@code @RegisterExtension static final ClusterExtension cluster = ClusterExtension.shards(2);}.
 *
 * <p>{@link #shards} gives all classes of the test run the same cluster, started for the first of them and ended after the last:
 * name tables so that classes do not meet. Whoever kills nodes or configures them takes {@link #of}, a cluster for one class.
 */
public final class ClusterExtension implements BeforeAllCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    private final ClusterBuilder builder;
    private final int sharedShards;
    private EmbeddedCluster cluster;

    private ClusterExtension(ClusterBuilder builder, int sharedShards) {
        this.builder = builder.progress(System.err::println);
        this.sharedShards = sharedShards;
    }

    /** The cluster of that many shards that all classes of the test run share. */
    public static ClusterExtension shards(int shards) {
        return new ClusterExtension(EmbeddedCluster.builder().shards(shards), shards);
    }

    /** A cluster for the tests of one class. */
    public static ClusterExtension of(ClusterBuilder builder) {
        return new ClusterExtension(builder, 0);
    }

    private boolean isShared() {
        return sharedShards > 0;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes what is in the root's store at the end of the run.
        cluster = isShared()
                ? context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(sharedShards, shards -> builder.start(), EmbeddedCluster.class)
                : builder.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isShared()) {
            cluster.close();
        }
    }

    public EmbeddedCluster cluster() {
        return cluster;
    }

    /** By shard, then replica. */
    public List<EmbeddedNode> nodes() {
        return cluster.nodes();
    }

    /** The first replica of a shard, counted from 1. */
    public EmbeddedNode shard(int shard) {
        return cluster.node(shard, 1);
    }
}
