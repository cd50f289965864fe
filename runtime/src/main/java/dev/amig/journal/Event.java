package dev.amig.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A fact about a run, in the past tense.
 *
 * @param sequence grows through the whole journal; "everything after 1,207" is complete
 * @param text     one sentence for a person
 * @param status   that the run has come to, of {@link Kind#STATUS_CHANGED}; absent in entries of earlier versions
 * @param cause    who brought it there
 */
public record Event(
        long sequence,
        long run,
        Instant at,
        Kind kind,
        Optional<String> action,
        Optional<String> node,
        Optional<String> queryId,
        String text,
        Optional<RunStatus> status,
        Optional<Cause> cause) {
    public enum Kind {
        STATUS_CHANGED,
        ACTION_STARTED,
        ACTION_FINISHED,
        /** All actions on some shards, and others are left. */
        PART_FINISHED,
        NODE_FINISHED,
        NODE_FAILED,
        OUTCOME_LOOKED_UP,
        ATTEMPT_FAILED,
        NOTE
    }
}
