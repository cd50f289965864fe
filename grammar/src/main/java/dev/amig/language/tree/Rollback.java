package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** How a step is undone. */
public sealed interface Rollback {
    Location location();

    /** {@code ROLLBACK { … }}. */
    record Statements(Location location, Island island) implements Rollback {}

    /** {@code ROLLBACK NONE BECAUSE '…'}. */
    record None(Location location, Text because) implements Rollback {}

    /** {@code IRREVERSIBLE}. */
    record Irreversible(Location location) implements Rollback {}
}
