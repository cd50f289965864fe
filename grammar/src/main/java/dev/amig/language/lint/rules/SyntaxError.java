package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the parser. */
public final class SyntaxError extends ErrorRule {
    public SyntaxError() {
        super(new RulePage(Severity.ERROR, "the file is not a migration", """
                        Nothing can be said about a file that cannot be read. The message says what was expected; `amig render` and `amig run` refuse
                        the file with the same words.
                        """, """
                        MIGRATION 0003_count
                          CLUSTER posthog;

                        VERIFY events_are_there ON EACH SHARD {
                          SELECT count() FROM posthog.sharded_events
                        };
                        """, """
                        MIGRATION 0003_count
                          CLUSTER posthog;

                        VERIFY events_are_there ON EACH SHARD {
                          SELECT count() FROM posthog.sharded_events
                        }
                        EXPECT > 0;
                        """));
    }
}
