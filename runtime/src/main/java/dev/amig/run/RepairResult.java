package dev.amig.run;

import dev.amig.copy.CopyDamage;
import dev.amig.journal.Run;
import java.util.List;

/**
 * What a call of {@link Runner#repair} came to.
 *
 * @param run      as the journal has it at the end
 * @param found    of each copy and node, as far as it was looked at
 * @param sentence for a person
 */
public record RepairResult(Run run, Ending ending, List<CopyDamage> found, String sentence) {
    public RepairResult {
        found = List.copyOf(found);
    }

    public enum Ending {
        /** What differed was copied again, and is the same now. */
        REPAIRED,
        /** Nothing differs. */
        NOTHING_DIFFERS,
        /** Something differs, and nobody said yes: nothing was done. */
        NOT_AGREED,
        /** It cannot be done safely: nothing was done. */
        REFUSED,
        /** It failed, or was stopped, in the middle; whoever goes on with the run, or repairs again, goes on with it. */
        UNFINISHED
    }
}
