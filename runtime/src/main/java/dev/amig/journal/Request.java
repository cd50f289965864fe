package dev.amig.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants of a run: posted into the journal by anyone, taken and answered by the runner that drives the run.
 *
 * @param argument what the kind needs to be told; see {@link Kind}
 * @param by       who wants it
 * @param because  why; may be empty
 * @param answer   absent until a runner has acted
 */
public record Request(
        long id, long run, Kind kind, String argument, String by, String because, Instant at, Optional<Answer> answer) {
    /** What can be wanted. */
    public enum Kind {
        /** Its argument: {@code ROLLBACK} or {@code STAY}, what shall follow. */
        STOP,
        /** Its argument: the index of the {@code CONFIRM} that is answered, so that no later question is answered with it. */
        CONFIRM,
        /** Its argument: {@code name=value}. */
        SET
    }

    /**
     * What came of it.
     *
     * @param accepted whether it is being done; otherwise nothing was changed
     * @param sentence for a person
     */
    public record Answer(boolean accepted, String sentence) {
        public static Answer accepted(String sentence) {
            return new Answer(true, sentence);
        }

        public static Answer refused(String sentence) {
            return new Answer(false, sentence);
        }
    }

    /** {@code tim}, or {@code tim (the disk is full)}. */
    public String byWhomAndWhy() {
        return because.isEmpty() ? by : by + " (" + because + ")";
    }
}
