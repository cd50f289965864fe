package dev.amig.document;

import dev.amig.language.tree.Name;
import dev.amig.language.tree.Placement;
import dev.amig.language.tree.Target;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code ON …} clause in words. */
final class TargetWords implements Target.Visitor<String> {
    private TargetWords() {}

    static String of(Target target) {
        return target.accept(new TargetWords());
    }

    static String of(Placement placement) {
        return of(placement.target())
                + (placement.atOnce().isEmpty() ? "" : ", " + placement.atOnce().getAsInt() + " at a time");
    }

    /** Without the clause it is any node. */
    static String of(Optional<Placement> placement) {
        return placement.map(TargetWords::of).orElse("one node of the cluster");
    }

    @Override
    public String anyNode(Target.AnyNode target) {
        return "one node of the cluster";
    }

    @Override
    public String eachShard(Target.EachShard target) {
        return "one replica of each shard";
    }

    @Override
    public String eachReplica(Target.EachReplica target) {
        return "every node";
    }

    @Override
    public String otherReplicas(Target.OtherReplicas target) {
        return "every node but one replica of each shard";
    }

    @Override
    public String shardList(Target.ShardList target) {
        String shards = target.shards().stream()
                .map(it -> it.first() == it.last() ? String.valueOf(it.first()) : it.first() + " to " + it.last())
                .collect(Collectors.joining(", "));
        boolean one = target.shards().size() == 1
                && target.shards().get(0).first() == target.shards().get(0).last();
        return one ? "one replica of shard " + shards : "one replica of each of the shards " + shards;
    }

    @Override
    public String oneReplica(Target.OneReplica target) {
        return "replica " + target.replica() + " of shard " + target.shard();
    }

    @Override
    public String onPostgres(Target.OnPostgres target) {
        return "PostgreSQL"
                + target.database().map(Name::value).map(it -> " " + it).orElse("") + ", in one transaction";
    }
}
