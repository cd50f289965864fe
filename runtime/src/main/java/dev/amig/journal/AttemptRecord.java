package dev.amig.journal;

import dev.amig.transport.QueryId;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt as read back.
 *
 * @param outcome     absent when the runner ended before it could write one: to be looked up
 * @param concludedAt when the outcome was written
 */
public record AttemptRecord(
        Attempt attempt, Instant intendedAt, Optional<Outcome> outcome, Optional<Instant> concludedAt) {
    public QueryId queryId() {
        return attempt.queryId();
    }

    /** Nobody knows how it ended: looked up in vain, or not looked up yet. */
    public boolean isInDoubt() {
        return outcome.isEmpty() || outcome.get() instanceof Outcome.Unknown;
    }

    public boolean isApplied() {
        return outcome.filter(Outcome.Applied.class::isInstance).isPresent();
    }
}
