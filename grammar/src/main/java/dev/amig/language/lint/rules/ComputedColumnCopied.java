package dev.amig.language.lint.rules;

import dev.amig.language.lint.Alter;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.ProjectRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.Tables;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.CopyColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ClickHouse refuses to insert it. */
public final class ComputedColumnCopied extends ProjectRule {
    public ComputedColumnCopied() {
        super(new RulePage(Severity.ERROR, "COLUMNS names a column that the destination computes", """
                        A MATERIALIZED column is computed when a row is written, an ALIAS column when it is read; ClickHouse refuses an `INSERT` that names one
                        ("Cannot insert column …, because it is MATERIALIZED column"), after the copy has begun. The destination computes it by itself: leave it out.

                        The rule knows the tables that the files at hand create, and the columns they add.
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (uuid UUID, event String, name String MATERIALIZED lower(event)) ENGINE = MergeTree ORDER BY uuid
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };

                        COPY events FROM posthog.sharded_events TO posthog.staging ON EACH SHARD
                          COLUMNS (uuid, event, name)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.staging };

                        VERIFY COPY events;
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (uuid UUID, event String, name String MATERIALIZED lower(event)) ENGINE = MergeTree ORDER BY uuid
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };

                        COPY events FROM posthog.sharded_events TO posthog.staging ON EACH SHARD
                          COLUMNS (uuid, event)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.staging };

                        VERIFY COPY events;
                        """));
    }

    @Override
    public void check(List<LintedFile> files, Findings findings) {
        Map<QualifiedName, Set<String>> computed = new HashMap<>();
        for (LintedFile file : files) {
            for (Action action : file.migration().allActions()) {
                file.sql(action, Use.STATEMENT).forEach(it -> remember(it, computed));
                if (action instanceof Copy copy) {
                    Set<String> known =
                            file.table(copy.destination()).map(computed::get).orElse(Set.of());
                    copy.columns().orElse(List.of()).stream()
                            .filter(it -> known.contains(it.name().value()))
                            .forEach(it -> add(file, copy, it, findings));
                }
            }
        }
    }

    private static void remember(LintedSql sql, Map<QualifiedName, Set<String>> computed) {
        Tables.created(sql).ifPresent(it -> computed.put(it.name(), new HashSet<>(Tables.computedColumns(sql))));
        Alter.of(sql)
                .ifPresent(it -> computed.computeIfAbsent(it.table().name(), name -> new HashSet<>())
                        .addAll(Tables.computedColumns(sql)));
    }

    private static void add(LintedFile file, Copy copy, CopyColumn column, Findings findings) {
        findings.add(
                file,
                column.name().location(),
                "%s is computed by %s, and ClickHouse refuses to insert it"
                        .formatted(column.name(), copy.destination()),
                "take %s out of COLUMNS".formatted(column.name()));
    }
}
