package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.sql.SqlToken;

/** The name belongs into the configuration. */
public final class LiteralClusterName extends FileRule {
    public LiteralClusterName() {
        super(new RulePage(Severity.WARNING, "ON CLUSTER names a cluster as a literal", """
                        The file runs on whichever cluster it is told to; a literal name makes it speak to another one from there, or fail. `${cluster.name}`
                        is the cluster at hand, and `'{cluster}'` the server's own macro.
                        """, """
                        MIGRATION 0003_drop_view;

                        STEP drop_view ON ANY NODE { DROP VIEW IF EXISTS posthog.events_mv ON CLUSTER posthog }
                        ROLLBACK NONE BECAUSE '0004_views creates it anew';
                        """, """
                        MIGRATION 0003_drop_view;

                        STEP drop_view ON ANY NODE { DROP VIEW IF EXISTS posthog.events_mv ON CLUSTER ${cluster.name} }
                        ROLLBACK NONE BECAUSE '0004_views creates it anew';
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        file.sql().stream().filter(it -> !it.isOnPostgres()).forEach(it -> check(file, it, findings));
    }

    private static void check(LintedFile file, LintedSql sql, Findings findings) {
        int name = sql.find(0, "ON", "CLUSTER") + 2;
        if (name < 2 || name >= sql.tokens().size() || !sql.isWritten(name)) {
            return;
        }
        SqlToken token = sql.tokens().get(name);
        boolean isMacro = token.text().contains("{");
        if (!isMacro) {
            findings.add(
                    file,
                    sql.location(name),
                    "ON CLUSTER %s is sent so on every cluster this file runs on".formatted(token.text()),
                    "write ON CLUSTER ${cluster.name}");
        }
    }
}
