package dev.amig.insight;

import dev.amig.transport.Counters;
import java.time.Duration;

/** A query that a node runs, as its {@code system.processes} says. */
public record RunningQuery(String queryId, Duration elapsed, Counters counters) {}
