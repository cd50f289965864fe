package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** INSERT … SELECT *. */
public final class CopySelectsStar extends FileRule {
    public CopySelectsStar() {
        super(new RulePage(Severity.WARNING, "rows are copied with SELECT *", """
                        `INSERT … SELECT *` fills columns by position. Where the destination has its columns in another order, or one more, values end up in the
                        wrong columns, silently if the types fit. MATERIALIZED columns are not in `*`, a column that somebody adds tomorrow is.

                        `COPY` takes columns by name, and copies each row exactly once, even when it is interrupted.
                        """, """
                        MIGRATION 0003_archive;

                        STEP archive ON EACH SHARD { INSERT INTO posthog.events_archive SELECT * FROM posthog.sharded_events }
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };
                        """, """
                        MIGRATION 0003_archive;

                        COPY archive FROM posthog.sharded_events TO posthog.events_archive ON EACH SHARD
                          COLUMNS (uuid, event, timestamp, team_id)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };

                        VERIFY COPY archive;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            int star = sql.begins("INSERT", "INTO") ? star(sql) : -1;
            if (star >= 0) {
                String table = sql.table(sql.reads(2, "TABLE") ? 3 : 2)
                        .map(sql::written)
                        .orElse("the table");
                findings.add(
                        file,
                        sql.location(star),
                        "SELECT * fills the columns of %s by position; in another order values go into the wrong columns, silently"
                                .formatted(table),
                        "write COPY … TO %s … COLUMNS (…), or name the columns on both sides".formatted(table));
            }
        }
    }

    /** Of the SELECT that gives the rows, or of one that is joined to it by UNION: not of one in brackets. */
    private static int star(LintedSql sql) {
        int depth = 0;
        boolean inList = false;
        for (int i = 0; i < sql.tokens().size(); i++) {
            if (sql.reads(i, "(") || sql.reads(i, ")")) {
                depth += sql.reads(i, "(") ? 1 : -1;
            } else if (depth == 0 && (sql.reads(i, "SELECT") || sql.reads(i, "FROM"))) {
                inList = sql.reads(i, "SELECT");
            } else if (depth == 0 && inList && sql.reads(i, "*") && beginsColumn(sql, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Otherwise it multiplies. */
    private static boolean beginsColumn(LintedSql sql, int star) {
        return sql.reads(star - 1, "SELECT")
                || sql.reads(star - 1, "DISTINCT")
                || sql.reads(star - 1, ",")
                || sql.reads(star - 1, ".");
    }
}
