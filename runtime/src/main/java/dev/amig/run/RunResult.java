package dev.amig.run;

import dev.amig.journal.Run;
import java.util.Optional;

/**
 * What a call of {@link Runner#run} came to.
 *
 * @param run      as the journal has it at the end; absent when nothing was begun
 * @param ending   what the caller has to act upon
 * @param sentence for a person
 */
public record RunResult(Optional<Run> run, Ending ending, String sentence) {
    public enum Ending {
        COMPLETED,
        /** Completed by an earlier run: nothing was done now. */
        COMPLETED_BEFORE,
        NOT_REQUIRED,
        /** A check failed before the first action: nothing was done. */
        REFUSED,
        ROLLED_BACK,
        /** Something failed or was stopped, and what was done still stands. */
        NOT_ROLLED_BACK,
        WAITING_FOR_CONFIRMATION,
        /** All is done on the shards that were asked for, and others are left. */
        PART_COMPLETED
    }

    /** Nothing was begun. */
    static RunResult refused(String sentence) {
        return new RunResult(Optional.empty(), Ending.REFUSED, sentence);
    }
}
