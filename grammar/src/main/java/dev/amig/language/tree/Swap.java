package dev.amig.language.tree;

import dev.amig.language.source.Location;
import java.util.Optional;

/**
 * {@code SWAP name ['text'] TABLES a AND b target;}: exchanges two tables on every node of the target. Where a node fails, the
 * nodes that had already swapped are swapped back; so is a swap that is rolled back.
 */
public record Swap(
        Location location,
        Name name,
        Optional<Text> text,
        TableName first,
        TableName second,
        Placement placement,
        ActionOptions options)
        implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.swap(this);
    }
}
