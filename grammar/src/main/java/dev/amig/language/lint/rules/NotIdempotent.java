package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.Repeatability;
import dev.amig.language.lint.Repeatability.Fragile;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Step;
import java.util.Optional;

/** RETRY and IDEMPOTENT are promises. */
public final class NotIdempotent extends FileRule {
    public NotIdempotent() {
        super(new RulePage(Severity.WARNING, "a step that may run again does not bear it", """
                        `IDEMPOTENT` tells amig that it may send the statements again when a connection broke and nobody knows whether they ran; `RETRY`, that
                        it may after an error, behind which half of the work may be done. A plain `CREATE TABLE` then fails because of its own first attempt, and
                        an `INSERT` writes its rows twice.
                        """, """
                        MIGRATION 0003_add_column;

                        STEP add_column ON EACH REPLICA RETRY 5 TIMES EVERY 10 SECONDS {
                          ALTER TABLE posthog.events ADD COLUMN browser String
                        }
                        ROLLBACK { ALTER TABLE posthog.events DROP COLUMN IF EXISTS browser };
                        """, """
                        MIGRATION 0003_add_column;

                        STEP add_column ON EACH REPLICA RETRY 5 TIMES EVERY 10 SECONDS {
                          ALTER TABLE posthog.events ADD COLUMN IF NOT EXISTS browser String
                        }
                        ROLLBACK { ALTER TABLE posthog.events DROP COLUMN IF EXISTS browser };
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            if (sql.action().orElse(null) instanceof Step step && !sql.isOnPostgres()) {
                promise(step)
                        .ifPresent(
                                promise -> Repeatability.of(sql).forEach(it -> add(file, sql, it, promise, findings)));
            }
        }
    }

    private static Optional<String> promise(Step step) {
        if (step.options().idempotent()) {
            return Optional.of("IDEMPOTENT");
        }
        return step.options().retry().map(it -> "RETRY");
    }

    private static void add(LintedFile file, LintedSql sql, Fragile fragile, String promise, Findings findings) {
        String effect = switch (fragile.effect()) {
            case FAILS -> "fails when it runs again";
            case DOUBLES -> "brings its rows twice when it runs again";
            case REVERSES -> "undoes itself when it runs again";
        };
        findings.add(
                file,
                sql.location(fragile.token()),
                "%s %s, which %s allows".formatted(fragile.what(), effect, promise),
                "write %s, or take %s out".formatted(fragile.instead(), promise));
    }
}
