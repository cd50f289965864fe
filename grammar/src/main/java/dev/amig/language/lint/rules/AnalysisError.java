package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the analyzer, without a page of its own. */
public final class AnalysisError extends ErrorRule {
    public AnalysisError() {
        super(new RulePage(Severity.ERROR, "the file can be read but contradicts itself", """
                        The migration's name is not its file's, a default does not fit its type, a range of versions is none, a template cannot be
                        compiled, and the like. The message says which; `amig render` and `amig run` refuse the file with the same words.
                        """, """
                        MIGRATION 0003_count;

                        PARAM least INTEGER = 'many';

                        VERIFY events_are_there ON EACH SHARD {
                          SELECT count() FROM posthog.sharded_events
                        }
                        EXPECT > 0;

                        VERIFY enough_events_are_there ON EACH SHARD {
                          SELECT count() >= ${least} FROM posthog.sharded_events
                        }
                        EXPECT TRUE;
                        """, """
                        MIGRATION 0003_count;

                        PARAM least INTEGER = 1000;

                        VERIFY enough_events_are_there ON EACH SHARD {
                          SELECT count() >= ${least} FROM posthog.sharded_events
                        }
                        EXPECT TRUE;
                        """));
    }
}
