package dev.amig.language.lint.rules;

import dev.amig.language.lint.FileRule;
import dev.amig.language.lint.Findings;
import dev.amig.language.lint.LintedFile;
import dev.amig.language.lint.RulePage;
import dev.amig.language.lint.Severity;
import dev.amig.language.tree.Action;
import dev.amig.language.tree.Confirm;
import dev.amig.language.tree.Rollback;
import dev.amig.language.tree.Step;

/** IRREVERSIBLE outside FINALIZE. */
public final class IrreversibleWithoutConfirm extends FileRule {
    public IrreversibleWithoutConfirm() {
        super(new RulePage(Severity.ERROR, "an irreversible step runs without anybody being asked", """
                        After an `IRREVERSIBLE` step nothing before it can be undone either, in effect: the run can only go forward. A person decides
                        that, with `CONFIRM` before the step; or it waits for `amig finalize`, which a person types later, in `FINALIZE`.
                        """, """
                        MIGRATION 0003_drop_backup;

                        STEP drop_backup ON EACH REPLICA { DROP TABLE IF EXISTS posthog.events_backup SYNC } IRREVERSIBLE;
                        """, """
                        MIGRATION 0003_drop_backup;

                        CONFIRM 'Nobody needs the backup of events any more: drop it?';

                        STEP drop_backup ON EACH REPLICA { DROP TABLE IF EXISTS posthog.events_backup SYNC } IRREVERSIBLE;
                        """));
    }

    @Override
    public void check(LintedFile file, Findings findings) {
        for (Action action : file.migration().actions()) {
            if (action instanceof Confirm) {
                return;
            }
            if (action instanceof Step step
                    && step.rollback().orElse(null) instanceof Rollback.Irreversible irreversible) {
                findings.add(
                        file,
                        irreversible.location(),
                        "%s cannot be undone, and nobody is asked before it runs".formatted(step.name()),
                        "write CONFIRM '…'; before it, or move it into FINALIZE '…' BEGIN … END;");
            }
        }
    }
}
