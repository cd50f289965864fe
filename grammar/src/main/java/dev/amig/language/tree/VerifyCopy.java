package dev.amig.language.tree;

import dev.amig.language.source.Location;

/**
 * {@code VERIFY COPY name [BY PARTITION] [WITHOUT CHECKSUM];}: compares rows and an order-independent checksum of the copied
 * columns between source and destination of a {@code COPY} above, on each of its nodes.
 *
 * @param name            {@code verify_copy_} and the copy's name; it is not written in the file
 * @param copy            the name of the copy that is verified
 * @param byPartition     partition by partition of the destination
 * @param withoutChecksum rows are only counted
 */
public record VerifyCopy(
        Location location, Name name, Name copy, boolean byPartition, boolean withoutChecksum, ActionOptions options)
        implements Action {
    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.verifyCopy(this);
    }
}
