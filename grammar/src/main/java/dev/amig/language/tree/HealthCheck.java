package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code HEALTHCHECK 'message' [target] [EVERY d] { query };}: asked before the start and again and again while the migration
 * runs; a value that is not truthy stops the run with the message. Default target {@code ON ANY NODE}.
 */
public record HealthCheck(
        Location location, Text message, Optional<Placement> placement, Optional<Duration> every, Island query) {}
