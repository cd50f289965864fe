package dev.amig.run;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * How to go about a run.
 *
 * @param confirm            answers a {@code CONFIRM}: true goes on, false leaves the run waiting
 * @param rollbackOnStop     whether a stopped run is rolled back, as the seed documents say, or stays where it is
 * @param applicationVersion of the application that the cluster serves
 */
public record RunOptions(Predicate<String> confirm, boolean rollbackOnStop, Optional<String> applicationVersion) {}
