package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the analyzer. */
public final class UndefinedParameter extends ErrorRule {
    public UndefinedParameter() {
        super(new RulePage(Severity.ERROR, "a template reads a name that nothing defines", """
                        An undefined name is never an empty string: a `DELETE … WHERE team_id = ${team}` without its value would be another statement.
                        The analyzer refuses the file before anything is sent.
                        """, """
                        MIGRATION 0003_count;

                        PARAM least INTEGER = 1000;

                        VERIFY enough_events_are_there ON EACH SHARD {
                          SELECT count() >= ${least} FROM ${tabel}
                        }
                        EXPECT TRUE;
                        """, """
                        MIGRATION 0003_count;

                        PARAM least INTEGER = 1000;
                        PARAM table = 'posthog.sharded_events';

                        VERIFY enough_events_are_there ON EACH SHARD {
                          SELECT count() >= ${least} FROM ${table}
                        }
                        EXPECT TRUE;
                        """));
    }
}
