package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.List;
import java.util.Optional;

/** Which nodes are meant: the {@code ON …} clause. Resolved against a cluster by the planner. */
public sealed interface Target {
    Location location();

    /** {@code ON ANY NODE}: one node of the cluster, the same one for the whole run. */
    record AnyNode(Location location) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyNode(this);
        }
    }

    /** {@code ON EACH SHARD}: one replica of every shard, chosen at the run's start and kept. */
    record EachShard(Location location) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.eachShard(this);
        }
    }

    /** {@code ON EACH REPLICA}: every node. */
    record EachReplica(Location location) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.eachReplica(this);
        }
    }

    /** {@code ON OTHER REPLICAS}: every node that {@code ON EACH SHARD} does not name. */
    record OtherReplicas(Location location) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.otherReplicas(this);
        }
    }

    /** {@code ON SHARD 2}, {@code ON SHARDS 1, 3..5}: the chosen replica of those shards; ranges include both ends. */
    record ShardList(Location location, List<ShardRange> shards) implements Target {
        public ShardList {
            shards = List.copyOf(shards);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shardList(this);
        }
    }

    /** {@code ON SHARD 2 REPLICA 1}: exactly that node. */
    record OneReplica(Location location, int shard, int replica) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.oneReplica(this);
        }
    }

    /** {@code ON POSTGRES [name]}: a configured PostgreSQL database; the island runs in one transaction. */
    record OnPostgres(Location location, Optional<Name> database) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.onPostgres(this);
        }
    }

    record ShardRange(int first, int last) {}

    <R> R accept(Visitor<R> visitor);

    /** Keeps every user of targets exhaustive: Java 17 has no pattern switch. */
    interface Visitor<R> {
        R anyNode(AnyNode target);

        R eachShard(EachShard target);

        R eachReplica(EachReplica target);

        R otherReplicas(OtherReplicas target);

        R shardList(ShardList target);

        R oneReplica(OneReplica target);

        R onPostgres(OnPostgres target);
    }
}
