package dev.amig.journal;

import java.time.Duration;

/**
 * The right to drive one cluster until the heartbeat stops.
 *
 * @param fence      grows with every owner; a write with an older one is refused
 * @param timeToLive how long its owner may be silent before another one may take the cluster
 */
public record Lease(String cluster, long fence, LeaseOwner owner, Duration timeToLive) {
    /** Unless told otherwise. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);
}
