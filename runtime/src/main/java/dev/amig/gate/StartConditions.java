package dev.amig.gate;

import java.util.Optional;

/**
 * What the start checks must know besides the plan.
 *
 * @param run                  that is to start
 * @param applicationVersion   of the application that the cluster serves, where the configuration tells it
 * @param concurrentMigrations how many migrations may be under way on the cluster, this one included; from 1
 */
public record StartConditions(long run, Optional<String> applicationVersion, int concurrentMigrations) {}
