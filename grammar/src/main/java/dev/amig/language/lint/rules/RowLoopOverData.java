package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Step;
import java.util.List;
import java.util.Locale;

/** One statement for each row of a table. */
public final class RowLoopOverData extends FileRule {
    private static final List<String> LISTS = List.of("system", "information_schema");

    public RowLoopOverData() {
        super(new RulePage(Severity.NOTE, "FOR EACH ROW goes through a table of data", """
                        `FOR EACH ROW` is made for a handful of rows, such as the columns or partitions that `system.*` tables list: each row becomes statements of
                        its own, on each node, in the journal. On a table that people fill it is fast in a test and takes for ever, or fills the journal, where it
                        matters. One statement that treats all rows does the same, or a `COPY`.

                        A query with `GROUP BY`, `DISTINCT` or `LIMIT` says that its rows are few, and is not reported.
                        """, """
                        MIGRATION 0003_teams;

                        STEP set_team ON EACH SHARD FOR EACH ROW (id, team_id) IN { SELECT id, team_id FROM posthog.person }
                        { ALTER TABLE posthog.sharded_events UPDATE team_id = ${row.team_id} WHERE person_id = ${literal(row.id)} SETTINGS mutations_sync = 2 }
                        ROLLBACK NONE BECAUSE 'computed from person';
                        """, """
                        MIGRATION 0003_drop_partitions;

                        STEP materialize ON EACH SHARD FOR EACH ROW (partition_id) IN {
                          SELECT DISTINCT partition_id FROM system.parts WHERE active AND database = 'posthog' AND table = 'sharded_events'
                        }
                        { ALTER TABLE posthog.sharded_events MATERIALIZE COLUMN browser IN PARTITION ID ${literal(row.partition_id)} }
                        ROLLBACK NONE BECAUSE 'fills a column that was computed before';
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.QUERY)) {
            boolean isLoop = sql.action()
                    .filter(it -> it instanceof Step step && step.forEachRow().isPresent())
                    .isPresent();
            int from = sql.find(0, "FROM") + 1;
            if (isLoop && from > 0 && !isShort(sql)) {
                sql.table(from)
                        .filter(it -> it.name()
                                .database()
                                .filter(RowLoopOverData::isList)
                                .isEmpty())
                        .filter(it -> !sql.reads(it.to(), "("))
                        .ifPresent(
                                it -> findings.add(
                                        file,
                                        sql.location(from),
                                        "every row of %s becomes statements of its own, on each node and in the journal"
                                                .formatted(sql.written(it)),
                                        "write one statement for all rows, or a COPY; or say with LIMIT, DISTINCT or GROUP BY that they are few"));
            }
        }
    }

    private static boolean isShort(LintedSql sql) {
        return sql.holds("LIMIT") || sql.holds("DISTINCT") || sql.holds("GROUP", "BY");
    }

    private static boolean isList(String database) {
        return LISTS.contains(database.toLowerCase(Locale.ROOT));
    }
}
