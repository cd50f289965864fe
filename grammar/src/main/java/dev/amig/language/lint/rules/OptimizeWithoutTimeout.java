package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.LintedSql;
import dev.amig.language.lint.LintedSql.Use;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Step;

/** It rewrites the whole table. */
public final class OptimizeWithoutTimeout extends FileRule {
    public OptimizeWithoutTimeout() {
        super(new RulePage(Severity.WARNING, "OPTIMIZE … FINAL runs without a TIMEOUT", """
                        `OPTIMIZE … FINAL` rewrites every partition, which takes as long as the table is large: hours to days. Without a `TIMEOUT` nothing
                        tells a merge that is stuck from one that is slow, and the run waits for as long as the connection lives.
                        """, """
                        MIGRATION 0003_deduplicate;

                        STEP deduplicate ON EACH SHARD { OPTIMIZE TABLE posthog.sharded_events FINAL DEDUPLICATE }
                        ROLLBACK NONE BECAUSE 'removes doubled rows only';
                        """, """
                        MIGRATION 0003_deduplicate;

                        STEP deduplicate ON EACH SHARD TIMEOUT 12 HOURS { OPTIMIZE TABLE posthog.sharded_events FINAL DEDUPLICATE }
                        ROLLBACK NONE BECAUSE 'removes doubled rows only';
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (LintedSql sql : file.sql(Use.STATEMENT)) {
            boolean unlimited = sql.action()
                    .filter(it ->
                            it instanceof Step step && step.options().timeout().isEmpty())
                    .isPresent();
            if (unlimited && sql.begins("OPTIMIZE") && sql.holds("FINAL")) {
                String table = sql.table(sql.reads(1, "TABLE") ? 2 : 1)
                        .map(sql::written)
                        .orElse("the table");
                findings.add(
                        file,
                        sql.location(),
                        "OPTIMIZE … FINAL rewrites all of %s and may take for hours; nothing ends it if it hangs"
                                .formatted(table),
                        "write TIMEOUT 12 HOURS behind the step's target");
            }
        }
    }
}
