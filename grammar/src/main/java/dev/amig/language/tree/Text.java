package dev.amig.language.tree;

import dev.amig.language.source.Location;

/**
 * A quoted string, its escapes already resolved; it may hold FreeMarker's {@code ${…}}.
 *
 * @param location of the opening quote
 */
public record Text(Location location, String value) {
    @Override
    public int hashCode() {
        return location.hashCode();
    }
}
