package dev.amig.language.lint.rules;

import dev.amig.language.lint.Alter;
import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import java.util.List;

/** ADD COLUMN … NOT NULL on PostgreSQL. */
public final class PostgresNotNullColumn extends FileRule {
    public PostgresNotNullColumn() {
        super(new RulePage(Severity.WARNING, "a NOT NULL column is added to a PostgreSQL table", """
                        Without a default the statement fails on any table that has rows. With one that is computed for each row (and, before PostgreSQL 11, with
                        any) it rewrites the table, and nobody reads or writes the table meanwhile. And the application's old version, which does not know the column, fails
                        to insert if the default is dropped again. Add it without `NOT NULL`, fill it in batches, and make it obligatory in a later migration.
                        """, """
                        MIGRATION 0003_person_version;

                        STEP add_version ON POSTGRES { ALTER TABLE posthog_person ADD COLUMN version bigint NOT NULL DEFAULT 0 }
                        ROLLBACK { ALTER TABLE posthog_person DROP COLUMN IF EXISTS version };
                        """, """
                        MIGRATION 0003_person_version;

                        STEP add_version ON POSTGRES { ALTER TABLE posthog_person ADD COLUMN version bigint }
                        ROLLBACK { ALTER TABLE posthog_person DROP COLUMN IF EXISTS version };
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            if (sql.isOnPostgres()) {
                Alter.of(sql).ifPresent(alter -> check(file, sql, alter, findings));
            }
        }
    }

    private static void check(LintedFile file, LintedSql sql, Alter alter, Findings findings) {
        List<Integer> commands = alter.commands();
        for (int i = 0; i < commands.size(); i++) {
            int end =
                    i + 1 < commands.size() ? commands.get(i + 1) : sql.tokens().size();
            int notNull = sql.find(commands.get(i), "NOT", "NULL");
            if (sql.reads(commands.get(i), "ADD") && notNull >= 0 && notNull < end) {
                findings.add(
                        file,
                        sql.location(notNull),
                        "a NOT NULL column fails on a %s that has rows, or locks it while every row is written"
                                .formatted(sql.written(alter.table())),
                        "leave NOT NULL out; fill the column, and make it obligatory in a later migration");
            }
        }
    }
}
