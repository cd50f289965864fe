package dev.amig.journal;

/**
 * The right to drive one cluster until the heartbeat stops.
 *
 * @param fence grows with every owner; a write with an older one is refused
 */
public record Lease(String cluster, long fence, LeaseOwner owner) {}
