package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Param;

/** No template reads it. */
public final class UnusedParameter extends FileRule {
    public UnusedParameter() {
        super(new RulePage(Severity.WARNING, "a parameter is read by no template", """
                        Whoever sets it with `--param` believes that it changes something. Often the name was typed again as a literal, and the two
                        will differ one day.
                        """, """
                        MIGRATION 0003_count;

                        PARAM table = 'posthog.sharded_events';

                        VERIFY events ON EACH SHARD { SELECT count() FROM posthog.sharded_events } EXPECT > 0;
                        """, """
                        MIGRATION 0003_count;

                        PARAM table = 'posthog.sharded_events';

                        VERIFY events ON EACH SHARD { SELECT count() FROM ${table} } EXPECT > 0;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (Param param : file.migration().params()) {
            String name = param.name().value();
            if (!file.reads(name)) {
                findings.add(
                        file,
                        param.name().location(),
                        "no template reads %s: setting it changes nothing".formatted(name),
                        "write ${%s} where its value is meant, or take the parameter out".formatted(name));
            }
        }
    }
}
