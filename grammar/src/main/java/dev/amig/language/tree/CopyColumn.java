package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * One of {@code COLUMNS (a, expression AS b)}.
 *
 * @param name       of the destination's column
 * @param expression over the source's columns; absent: the source's column of the same name
 */
public record CopyColumn(Location location, Name name, Optional<Island> expression) {}
