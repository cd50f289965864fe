package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the analyzer. */
public final class ActionNameTwice extends ErrorRule {
    public ActionNameTwice() {
        super(new RulePage(Severity.ERROR, "two actions of a file have one name", """
                        An action's name is part of the query ids, of the journal and of `amig status`: with two of one name a resumed run could not tell
                        which of them is done. Names that differ in case only count as one.
                        """, """
                        MIGRATION 0003_count;

                        VERIFY events ON EACH SHARD { SELECT count() FROM posthog.sharded_events } EXPECT > 0;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;

                        VERIFY sharded_events ON EACH SHARD { SELECT count() FROM posthog.sharded_events } EXPECT > 0;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;
                        """));
    }
}
