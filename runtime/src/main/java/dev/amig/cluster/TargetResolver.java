package dev.amig.cluster;

import dev.amig.language.source.LanguageException;
import dev.amig.language.source.Location;
import dev.amig.language.source.Source;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.Target;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which nodes of a cluster a target means. */
public final class TargetResolver {
    private final Source source;
    private final Cluster cluster;
    private final ChosenReplicas chosen;

    /** @param source that the targets stand in, for errors */
    public TargetResolver(Source source, Cluster cluster, ChosenReplicas chosen) {
        this.source = source;
        this.cluster = cluster;
        this.chosen = chosen;
    }

    /**
     * The nodes by shard and replica; empty only for {@code ON OTHER REPLICAS} of a cluster with one replica a shard.
     *
     * @throws LanguageException at the target, when it names a shard or replica that the cluster does not have
     */
    public List<Node> resolve(Target target) {
        return target.accept(new Target.Visitor<>() {
            @Override
            public List<Node> anyNode(Target.AnyNode any) {
                return select(chosen::contains).subList(0, 1);
            }

            @Override
            public List<Node> eachShard(Target.EachShard each) {
                return select(chosen::contains);
            }

            @Override
            public List<Node> eachReplica(Target.EachReplica each) {
                return cluster.nodes();
            }

            @Override
            public List<Node> otherReplicas(Target.OtherReplicas others) {
                return select(node -> !chosen.contains(node));
            }

            @Override
            public List<Node> shardList(Target.ShardList list) {
                for (Target.ShardRange range : list.shards()) {
                    requireShard(list.location(), range.first());
                    requireShard(list.location(), range.last());
                }
                return select(node -> chosen.contains(node) && isIn(list, node.shard()));
            }

            @Override
            public List<Node> oneReplica(Target.OneReplica one) {
                requireShard(one.location(), one.shard());
                List<Node> found = select(node -> node.shard() == one.shard() && node.replica() == one.replica());
                if (found.isEmpty()) {
                    throw unknown(one.location(), "shard " + one.shard() + " has no replica " + one.replica());
                }
                return found;
            }

            @Override
            public List<Node> onPostgres(Target.OnPostgres postgres) {
                return List.of(
                        Node.postgres(postgres.database().map(Name::value).orElse("")));
            }
        });
    }

    private List<Node> select(Predicate<Node> predicate) {
        return cluster.nodes().stream().filter(predicate).toList();
    }

    private static boolean isIn(Target.ShardList list, int shard) {
        return list.shards().stream().anyMatch(range -> range.first() <= shard && shard <= range.last());
    }

    private void requireShard(Location location, int number) {
        if (cluster.shard(number).isEmpty()) {
            throw unknown(location, "there is no shard " + number);
        }
    }

    private LanguageException unknown(Location location, String what) {
        String nodes = cluster.nodes().stream().map(Node::id).collect(Collectors.joining(", "));
        return new LanguageException(List.of(
                source.problem(location, what).withHint("cluster " + cluster.name() + " has the nodes " + nodes)));
    }
}
