package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * {@code PROGRESS [target] { query };}: a value from 0 to 100 that replaces the computed progress. Its failure never fails the
 * run. Default target {@code ON ANY NODE}.
 */
public record ProgressQuery(Location location, Optional<Placement> placement, Island query) {}
