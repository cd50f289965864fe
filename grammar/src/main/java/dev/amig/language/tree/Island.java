package dev.amig.language.tree;

import dev.amig.language.source.Location;

/**
 * The SQL between a brace and its match, without the white space at both ends and otherwise byte for byte as written.
 *
 * @param location of the first character of {@code text}
 * @param raw      written {@code RAW { … }}: not a template
 */
public record Island(Location location, String text, boolean raw) {
    @Override
    public int hashCode() {
        return location.hashCode();
    }
}
