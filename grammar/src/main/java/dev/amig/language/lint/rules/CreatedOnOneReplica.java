package dev.amig.language.lint.rules;

import dev.amig.language.lint.Ddl;
import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.TableUse;
import dev.amig.language.lint.Tables;
import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** ON EACH SHARD is one replica of each. */
public final class CreatedOnOneReplica extends FileRule {
    public CreatedOnOneReplica() {
        super(new RulePage(
                Severity.WARNING,
                "a table that only one replica of each shard has is used on every replica",
                """
                        `ON EACH SHARD` runs on one replica of every shard. A table created there exists on that replica only: ClickHouse replicates the rows of a
                        table that is on both, not the table itself. A later action `ON EACH REPLICA` fails on all others, at the worst moment if it is the one in
                        which tables change places. On a cluster with one replica a shard nobody notices.

                        Create it on the others first, `ON OTHER REPLICAS`, with the same Keeper path: they then fetch the rows by themselves. Wait until
                        they have them.
                        """,
                """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH SHARD {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = ReplicatedMergeTree('/tables/{shard}/staging', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };

                        CONFIRM 'Swap the tables?';

                        SWAP events TABLES posthog.sharded_events AND posthog.staging ON EACH REPLICA;
                        """,
                """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH SHARD {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = ReplicatedMergeTree('/tables/{shard}/staging', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };

                        STEP create_staging_elsewhere ON OTHER REPLICAS {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = ReplicatedMergeTree('/tables/{shard}/staging', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };

                        WAIT staging_is_everywhere UNTIL ON EACH REPLICA {
                          SELECT max(absolute_delay) = 0 AND max(queue_size) = 0 FROM system.replicas WHERE database = 'posthog' AND table = 'staging'
                        }
                        EVERY 10 SECONDS TIMEOUT 12 HOURS;

                        CONFIRM 'Swap the tables?';

                        SWAP events TABLES posthog.sharded_events AND posthog.staging ON EACH REPLICA;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        Map<QualifiedName, Action> onOne = new LinkedHashMap<>();
        for (Action action : file.migration().allActions()) {
            List<LintedSql> statements = file.sql(action, Use.STATEMENT);
            if (statements.stream().noneMatch(it -> Tables.created(it).isPresent())) {
                uses(file, action, onOne.keySet())
                        .forEach((table, place) -> add(file, place, table, onOne.get(table), action, findings));
            }
            statements.forEach(it -> remember(it, action, onOne));
        }
    }

    private static void remember(LintedSql sql, Action action, Map<QualifiedName, Action> onOne) {
        Tables.dropped(sql).ifPresent(it -> onOne.remove(it.name()));
        Tables.created(sql).map(TableUse::name).ifPresent(table -> {
            boolean onEach =
                    sql.target().filter(CreatedOnOneReplica::isOneReplica).isPresent();
            if (onEach && !sql.holds("ON", "CLUSTER")) {
                onOne.put(table, action);
            } else {
                onOne.remove(table);
            }
        });
    }

    private static boolean isOneReplica(Target target) {
        return target instanceof Target.EachShard || target instanceof Target.ShardList;
    }

    private static boolean isEveryReplica(Target target) {
        return target instanceof Target.EachReplica || target instanceof Target.OtherReplicas;
    }

    /** Which of these tables an action needs on other replicas, too, and where it names each first. */
    private static Map<QualifiedName, Location> uses(LintedFile file, Action action, Set<QualifiedName> tables) {
        Map<QualifiedName, Location> uses = new LinkedHashMap<>();
        if (action instanceof Swap swap && isEveryReplica(swap.placement().target())) {
            Stream.of(swap.first(), swap.second())
                    .forEach(it -> file.table(it)
                            .filter(tables::contains)
                            .ifPresent(name -> uses.putIfAbsent(name, it.location())));
        }
        for (LintedSql sql : file.sql(action)) {
            boolean needs = sql.use() != Use.ROLLBACK
                    && sql.target().filter(CreatedOnOneReplica::isEveryReplica).isPresent()
                    && Ddl.of(sql).filter(Ddl::guarded).isEmpty();
            if (needs) {
                sql.tables().stream()
                        .filter(it -> tables.contains(it.name()))
                        .forEach(it -> uses.putIfAbsent(it.name(), sql.location(it.from())));
            }
        }
        return uses;
    }

    private static void add(
            LintedFile file, Location place, QualifiedName table, Action creator, Action user, Findings findings) {
        findings.add(
                file,
                place,
                "%s needs %s on every replica, but %s creates it on one replica of each shard"
                        .formatted(user.name(), table, creator.name()),
                "write a STEP … ON OTHER REPLICAS { CREATE TABLE … } like %s before it, and WAIT until the rows are there"
                        .formatted(creator.name()));
    }
}
