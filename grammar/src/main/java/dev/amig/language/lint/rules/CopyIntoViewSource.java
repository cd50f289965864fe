package dev.amig.language.lint.rules;

import dev.amig.language.lint.Ddl;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.ProjectRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.lint.TableUse;
import dev.amig.language.lint.Tables;
import dev.amig.language.source.Location;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Copy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Materialized views are triggers of INSERT. */
public final class CopyIntoViewSource extends ProjectRule {
    public CopyIntoViewSource() {
        super(new RulePage(
                Severity.WARNING, "rows are copied into a table that feeds a materialized view", """
                        A materialized view gets the blocks that are *inserted* into its source. `COPY` moves whole chunks into the destination as parts, without an
                        `INSERT`: the view's table gets none of these rows. An `INSERT … SELECT` gives it all of them, also those it has got long ago when they came
                        the first time, and makes the copy as slow as the view.

                        Copy first and create the view afterwards, or drop it before the copy; fill its table by a copy of its own if it needs the history.
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_view ON EACH REPLICA {
                          CREATE MATERIALIZED VIEW posthog.by_day TO posthog.days AS SELECT toDate(timestamp) AS day FROM posthog.staging
                        }
                        ROLLBACK { DROP VIEW IF EXISTS posthog.by_day };

                        COPY events FROM posthog.sharded_events TO posthog.staging ON EACH SHARD
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.staging };

                        VERIFY COPY events;
                        """, """
                        MIGRATION 0003_staging;

                        COPY events FROM posthog.sharded_events TO posthog.staging ON EACH SHARD
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.staging };

                        VERIFY COPY events;

                        STEP create_view ON EACH REPLICA {
                          CREATE MATERIALIZED VIEW posthog.by_day TO posthog.days AS SELECT toDate(timestamp) AS day FROM posthog.staging
                        }
                        ROLLBACK { DROP VIEW IF EXISTS posthog.by_day };
                        """));
    }

    @Override
    public void check(List<LintedFile> files, Findings findings) {
        // The view by its source.
        Map<QualifiedName, QualifiedName> views = new HashMap<>();
        for (LintedFile file : files) {
            for (Action action : file.migration().allActions()) {
                if (action instanceof Copy copy) {
                    file.table(copy.destination())
                            .map(views::get)
                            .ifPresent(view -> add(
                                    file,
                                    copy.destination().location(),
                                    "%s feeds the view %s, which gets none of the rows that a COPY moves in"
                                            .formatted(copy.destination(), view),
                                    findings));
                }
                for (LintedSql sql : file.sql(action, Use.STATEMENT)) {
                    insert(file, sql, views, findings);
                    Tables.dropped(sql).ifPresent(it -> views.values().remove(it.name()));
                    source(sql)
                            .ifPresent(it -> views.put(
                                    it, Tables.created(sql).orElseThrow().name()));
                }
            }
        }
    }

    private static void insert(
            LintedFile file, LintedSql sql, Map<QualifiedName, QualifiedName> views, Findings findings) {
        Optional<TableUse> into = sql.begins("INSERT", "INTO") && sql.holds("SELECT")
                ? sql.table(sql.reads(2, "TABLE") ? 3 : 2)
                : Optional.empty();
        into.filter(it -> views.containsKey(it.name()))
                .ifPresent(it -> add(
                        file,
                        sql.location(it.from()),
                        "%s feeds the view %s, which gets every copied row a second time"
                                .formatted(sql.written(it), views.get(it.name())),
                        findings));
    }

    private static void add(LintedFile file, Location place, String message, Findings findings) {
        findings.add(
                file, place, message, "copy before the view is created, or drop the view and create it after the copy");
    }

    /** The table whose inserts a materialized view sees. */
    private static Optional<QualifiedName> source(LintedSql sql) {
        boolean isView = Ddl.of(sql)
                .filter(it -> it.isVerb("CREATE") && it.kind().equals("MATERIALIZED VIEW"))
                .isPresent();
        int from = sql.find(0, "FROM");
        return isView && from >= 0 ? sql.table(from + 1).map(TableUse::name) : Optional.empty();
    }
}
