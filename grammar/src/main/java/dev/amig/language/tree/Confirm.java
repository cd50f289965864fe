package dev.amig.language.tree;

import dev.amig.language.source.Location;

/**
 * {@code CONFIRM 'question';}: the run waits for a person.
 *
 * @param name {@code confirm_1}, {@code confirm_2}, … in the file's order; it is not written in the file
 */
public record Confirm(Location location, Name name, Text question) implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.confirm(this);
    }
}
