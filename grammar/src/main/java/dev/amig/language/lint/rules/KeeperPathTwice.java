package dev.amig.language.lint.rules;

import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.ProjectRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.Tables;
import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replicas of one table find each other by it. */
public final class KeeperPathTwice extends ProjectRule {
    public KeeperPathTwice() {
        super(new RulePage(Severity.ERROR, "two tables have one path in Keeper", """
                        The first argument of a `Replicated…MergeTree` says under which path in ClickHouse Keeper (or ZooKeeper) the replicas of a table find each other.
                        A second table with the same path takes itself for another replica of the first: it fails to be created, or, with the same columns, fetches the
                        other's rows. A table that was dropped keeps its path for some minutes unless it was dropped with `SYNC`.

                        `${engine.replacing(table)}` and its like write a path that holds the table's name and the run's number.
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_events ON EACH REPLICA {
                          CREATE TABLE posthog.events2 (id UInt64) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/events', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.events2 SYNC };

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/events', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_events ON EACH REPLICA {
                          CREATE TABLE posthog.events2 (id UInt64) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/events2', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.events2 SYNC };

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/staging', '{replica}') ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };
                        """));
    }

    private record Owner(LintedFile file, QualifiedName table, Location place) {}

    @Override
    public void check(List<LintedFile> files, Findings findings) {
        Map<String, Owner> owners = new HashMap<>();
        for (LintedFile file : files) {
            for (LintedSql sql : file.sql(Use.STATEMENT)) {
                if (sql.holds("SYNC") || sql.holds("NO", "DELAY")) {
                    Tables.dropped(sql)
                            .ifPresent(it -> owners.values()
                                    .removeIf(owner -> owner.table().equals(it.name())));
                }
                Tables.created(sql).ifPresent(table -> check(file, sql, table.name(), owners, findings));
            }
        }
    }

    private static void check(
            LintedFile file, LintedSql sql, QualifiedName table, Map<String, Owner> owners, Findings findings) {
        int at = Tables.isEngine(sql, "Replicated") ? Tables.engine(sql) + 2 : -1;
        Optional<String> path = at > 0 && at < sql.tokens().size() && sql.reads(at - 1, "(")
                ? sql.tokens().get(at).string().filter(it -> !it.contains("{uuid}"))
                : Optional.empty();
        path.map(it -> expanded(it, table)).ifPresent(it -> {
            Owner first = owners.putIfAbsent(it, new Owner(file, table, sql.location(at)));
            // The same table on other nodes is a replica of the first, as it should be.
            if (first != null && !(first.file() == file && first.table().equals(table))) {
                findings.add(
                        file,
                        sql.location(at),
                        "%s would be a replica of %s, which has the same path in Keeper (%s)"
                                .formatted(table, first.table(), first.place()),
                        "write ENGINE = ${engine.…('%s')}, or a path that holds the table's name".formatted(table));
            }
        });
    }

    /** As ClickHouse does when the table is created. */
    private static String expanded(String path, QualifiedName table) {
        return path.replace("{table}", table.table())
                .replace("{database}", table.database().orElse("default"));
    }
}
