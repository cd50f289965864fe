package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * {@code PRECHECK 'message' [target] { query };}: asked once, before the first action; a value that is not truthy fails the
 * start with the message. Default target {@code ON ANY NODE}.
 */
public record Precheck(Location location, Text message, Optional<Placement> placement, Island query) {}
