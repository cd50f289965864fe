package dev.amig.journal;

/** One {@code COPY} on one node, in one run. */
public record CopyKey(long run, int actionIndex, String node) {}
