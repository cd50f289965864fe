package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * {@code VERIFY name ['text'] target [options] { query } EXPECT … [ON MISMATCH { query }] [WARN ONLY];}.
 *
 * @param onMismatch its rows go into the error
 */
public record Verify(
        Location location,
        Name name,
        Optional<Text> text,
        Placement placement,
        ActionOptions options,
        Island query,
        Expectation expectation,
        Optional<Island> onMismatch,
        boolean warnOnly)
        implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.verify(this);
    }
}
