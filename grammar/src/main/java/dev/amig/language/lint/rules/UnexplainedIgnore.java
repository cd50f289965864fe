package dev.amig.language.lint.rules;

import dev.amig.language.lint.IgnoreRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found where suppressions are applied. */
public final class UnexplainedIgnore extends IgnoreRule {
    public UnexplainedIgnore() {
        super(new RulePage(Severity.WARNING, "a suppression gives no reason", """
                        "I know" is worth something only with what is known. Without a reason the comment suppresses nothing, and the finding stays.
                        """, """
                        MIGRATION 0003_count;

                        -- amig:ignore optimize-without-timeout
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
