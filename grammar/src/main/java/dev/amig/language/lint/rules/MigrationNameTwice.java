package dev.amig.language.lint.rules;

import dev.amig.language.lint.ErrorRule;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;

/** Found by the graph of migrations. */
public final class MigrationNameTwice extends ErrorRule {
    public MigrationNameTwice() {
        super(new RulePage(Severity.ERROR, "two migrations have one name", """
                        The journal knows a migration by its name. Of two with one name the second would count as completed because the first was.
                        """, """
                        MIGRATION 0003_count;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0003_count;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;
                        VERIFY events ON ANY NODE { SELECT count() FROM posthog.events } EXPECT > 0;

                        MIGRATION 0004_count_persons;
                        VERIFY persons ON ANY NODE { SELECT count() FROM posthog.person } EXPECT > 0;
                        """));
    }
}
