package dev.amig.language.lint.rules;

import dev.amig.language.lint.IgnoreRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found where suppressions are applied. */
public final class UnusedIgnore extends IgnoreRule {
    public UnusedIgnore() {
        super(new RulePage(Severity.WARNING, "a suppression suppresses nothing", """
                        What it excused was corrected, or moved elsewhere, or is an error, which nothing excuses. Left in place it would excuse the next
                        mistake without anybody having thought of it.
                        """, """
                        MIGRATION 0003_count;

                        -- amig:ignore optimize-without-timeout the table has a thousand rows
                        STEP deduplicate ON EACH SHARD TIMEOUT 1 HOURS { OPTIMIZE TABLE posthog.sharded_events FINAL }
                        ROLLBACK NONE BECAUSE 'merges parts, changes no row';
                        """, """
                        MIGRATION 0003_count;

                        STEP deduplicate ON EACH SHARD TIMEOUT 1 HOURS { OPTIMIZE TABLE posthog.sharded_events FINAL }
                        ROLLBACK NONE BECAUSE 'merges parts, changes no row';
                        """));
    }
}
