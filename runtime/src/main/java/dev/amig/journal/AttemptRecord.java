package dev.amig.journal;

import dev.amig.transport.QueryId;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt as read back.
 *
 * @param outcome absent when the runner ended before it could write one: to be looked up
 */
public record AttemptRecord(Attempt attempt, Instant intendedAt, Optional<Outcome> outcome) {
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
