package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the graph of migrations. */
public final class DependencyCycle extends ErrorRule {
    public DependencyCycle() {
        super(new RulePage(Severity.ERROR, "migrations depend on each other in a circle", """
                        Each would wait for the other, and none could start.
                        """, """
                        MIGRATION 0003_count DEPENDS ON 0004_count_persons;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0004_count_persons DEPENDS ON 0003_count;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0004_count_persons DEPENDS ON 0003_count;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """));
    }
}
