package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the graph of migrations. */
public final class UnknownDependency extends ErrorRule {
    public UnknownDependency() {
        super(new RulePage(Severity.ERROR, "DEPENDS ON names a migration that does not exist", """
                        A migration runs after those it depends on. One that is not there can never be completed, so this one could never start.
                        """, """
                        MIGRATION 0003_count;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0004_count_persons DEPENDS ON 0003_cuont;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0004_count_persons DEPENDS ON 0003_count;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """));
    }
}
