package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.Repeatability;
import dev.amig.language.lint.Repeatability.Effect;
import dev.amig.language.lint.Repeatability.Fragile;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** A rollback begins wherever the run stopped. */
public final class FragileRollback extends FileRule {
    public FragileRollback() {
        super(new RulePage(Severity.WARNING, "a rollback fails where its step never ran, or ran half", """
                        A rollback runs for every action that was started, whether or not the server did anything of it: the step itself may have been
                        what failed. Then the table that is dropped was never there, and the rollback fails, too; so does one that is tried again
                        after it failed half-way. Both are answered by `IF EXISTS` and `IF NOT EXISTS`.

                        `RENAME` and `EXCHANGE` have no such guard that helps: when the tables were never exchanged, exchanging them back is wrong. A `SWAP`
                        action knows on which nodes it happened.
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = MergeTree ORDER BY id
                        }
                        ROLLBACK { DROP TABLE posthog.staging SYNC };
                        """, """
                        MIGRATION 0003_staging;

                        STEP create_staging ON EACH REPLICA {
                          CREATE TABLE posthog.staging (id UInt64) ENGINE = MergeTree ORDER BY id
                        }
                        ROLLBACK { DROP TABLE IF EXISTS posthog.staging SYNC };
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.ROLLBACK)) {
            Repeatability.of(sql).stream()
                    .filter(it -> it.effect() != Effect.DOUBLES)
                    .forEach(it -> add(file, sql, it, findings));
        }
    }

    private static void add(LintedFile file, LintedSql sql, Fragile fragile, Findings findings) {
        String name = sql.action().map(it -> it.name().value()).orElse("the action");
        String message = fragile.effect() == Effect.REVERSES
                ? "%s is done even where %s never ran, and then puts the wrong table in place"
                : "%s fails where %s never ran or ran half, and the rollback with it";
        findings.add(
                file,
                sql.location(fragile.token()),
                message.formatted(fragile.what(), name),
                "write " + fragile.instead());
    }
}
