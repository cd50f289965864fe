package dev.amig.plan;

import java.time.Instant;

/** What the templates see as {@code run}: the same for every attempt of one run, so that a resumed run renders the same SQL. */
public record RunContext(long id, Instant startedAt) {
    /** For a dry run: no run exists yet, its number is shown as 0. */
    public static final RunContext DRY = new RunContext(0, Instant.EPOCH);
}
