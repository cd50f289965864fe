package dev.amig.run;

import dev.amig.journal.Outcome;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import java.util.Optional;

/**
 * How a statement ended after all its attempts.
 *
 * @param queryId of the last attempt
 * @param result  its rows; absent when it was done earlier, or its answer was lost and looked up
 */
record Execution(QueryId queryId, Outcome outcome, Optional<Result> result) {
    boolean isApplied() {
        return outcome instanceof Outcome.Applied;
    }

    /** What went wrong, for a person. */
    String failure() {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.message();
        }
        if (outcome instanceof Outcome.Cancelled cancelled) {
            return cancelled.message();
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return unknown.evidence();
        }
        return "";
    }
}
