package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** An identifier, without the backticks that may have quoted it. */
public record Name(Location location, String value) {
    @Override
    public String toString() {
        return value;
    }
}
