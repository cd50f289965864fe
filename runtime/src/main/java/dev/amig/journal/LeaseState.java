package dev.amig.journal;

import java.time.Instant;

/**
 * A lease as anybody may look at it.
 *
 * @param lastHeartbeat when its owner was last heard of
 * @param released      given back by its owner
 * @param expired       its owner has been silent for too long
 */
public record LeaseState(
        String cluster,
        long fence,
        LeaseOwner owner,
        Instant since,
        Instant lastHeartbeat,
        boolean released,
        boolean expired) {
    /** Its owner drives the cluster, as far as anybody can know. */
    public boolean isLive() {
        return !released && !expired && !owner.isCertainlyGone();
    }

    /** Never given back, and its owner is gone: whoever comes next may take it. */
    public boolean isStale() {
        return !released && !isLive();
    }
}
