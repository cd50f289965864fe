package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code WAIT name ['text'] UNTIL target { query } EVERY d TIMEOUT d;}: asks each node again and again until its value is
 * truthy.
 *
 * @param timeout after which the wait has failed
 */
public record Wait(
        Location location,
        Name name,
        Optional<Text> text,
        Placement placement,
        ActionOptions options,
        Island query,
        Duration every,
        Duration timeout)
        implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.waiting(this);
    }
}
