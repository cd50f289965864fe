package dev.amig.language.lint.rules;

import dev.amig.language.lint.IgnoreRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found where suppressions are applied. */
public final class UnknownRule extends IgnoreRule {
    public UnknownRule() {
        super(new RulePage(Severity.WARNING, "a suppression names a rule that does not exist", """
                        A comment `-- amig:ignore` with a misspelt rule suppresses nothing, and the next reader believes that it does.
                        """, """
                        MIGRATION 0003_count;

                        -- amig:ignore optimise-without-timeout the table is small
                        STEP deduplicate ON EACH SHARD TIMEOUT 1 HOURS { OPTIMIZE TABLE posthog.sharded_events FINAL }
                        ROLLBACK NONE BECAUSE 'merges parts, changes no row';
                        """, """
                        MIGRATION 0003_count;

                        -- amig:ignore optimize-without-timeout the table has a thousand rows
                        STEP deduplicate ON EACH SHARD { OPTIMIZE TABLE posthog.sharded_events FINAL }
                        ROLLBACK NONE BECAUSE 'merges parts, changes no row';
                        """));
    }
}
