package dev.amig.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A fact about a run, in the past tense.
 *
 * @param sequence grows through the whole journal; "everything after 1,207" is complete
 * @param text     one sentence for a person
 */
public record Event(
        long sequence,
        long run,
        Instant at,
        Kind kind,
        Optional<String> action,
        Optional<String> node,
        Optional<String> queryId,
        String text) {
    public enum Kind {
        STATUS_CHANGED,
        ACTION_STARTED,
        ACTION_FINISHED,
        NODE_FINISHED,
        NODE_FAILED,
        OUTCOME_LOOKED_UP,
        ATTEMPT_FAILED,
        NOTE
    }
}
