package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/** {@code STEP name ['text'] target [options] [FOR EACH ROW …] { statements } rollback;}. */
public record Step(
        Location location,
        Name name,
        Optional<Text> text,
        Placement placement,
        ActionOptions options,
        Optional<RowLoop> forEachRow,
        Island statements,
        Optional<Rollback> rollback)
        implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.step(this);
    }
}
