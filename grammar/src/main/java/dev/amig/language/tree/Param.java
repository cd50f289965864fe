package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * {@code PARAM name [TYPE] = default [DESCRIPTION '…'];}.
 *
 * @param defaultValue its text without quotes; absent: a value is required
 */
public record Param(Location location, Name name, Type type, Optional<Text> defaultValue, Optional<Text> description) {
    public enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        DURATION,
        SIZE,
        LIST
    }
}
