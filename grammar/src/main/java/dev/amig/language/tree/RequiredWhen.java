package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/** {@code REQUIRED WHEN [target] { query };}: is the migration needed here? A single truthy value; default target {@code ON ANY NODE}. */
public record RequiredWhen(Location location, Optional<Placement> placement, Island query) {}
