package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Copy;
import dev.amig.language.tree.Swap;
import dev.amig.language.tree.Verify;
import dev.amig.language.tree.VerifyCopy;
import java.util.List;

/** A copy that nobody looks at. */
public final class CopyNotVerified extends FileRule {
    public CopyNotVerified() {
        super(new RulePage(Severity.WARNING, "nothing compares what a copy has written", """
                        The point of a copy is that the destination takes the source's place. Rows may be missing for reasons no error tells of: a `WHERE` that
                        says something else, a column that cannot be null, an engine that replaces rows. `VERIFY COPY` compares counts and checksums of the whole
                        history for the price of reading it once.
                        """, """
                        MIGRATION 0003_archive;

                        COPY archive FROM posthog.sharded_events TO posthog.events_archive ON EACH SHARD
                          COLUMNS (uuid, event)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };
                        """, """
                        MIGRATION 0003_archive;

                        COPY archive FROM posthog.sharded_events TO posthog.events_archive ON EACH SHARD
                          COLUMNS (uuid, event)
                        ROLLBACK { TRUNCATE TABLE IF EXISTS posthog.events_archive };

                        VERIFY COPY archive BY PARTITION;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        List<Action> actions = file.migration().allActions();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Copy copy && !isVerified(copy, actions.subList(i + 1, actions.size()))) {
                findings.add(
                        file,
                        copy.location(),
                        "nothing compares %s with %s behind this copy".formatted(copy.destination(), copy.source()),
                        "write VERIFY COPY %s BY PARTITION; behind it".formatted(copy.name()));
            }
        }
    }

    /** By a comparison of its own, or by a query before the tables change places. */
    private static boolean isVerified(Copy copy, List<Action> behind) {
        for (Action action : behind) {
            if (action instanceof VerifyCopy verify
                            && verify.copy().value().equals(copy.name().value())
                    || action instanceof Verify) {
                return true;
            }
            if (action instanceof Swap) {
                return false;
            }
        }
        return false;
    }
}
