package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.source.Location;
import java.util.function.LongFunction;

/**
 * One SQL text for a parser, which knows where each character of it was written.
 *
 * @param node     the first one that gets it
 * @param places   the place that a server means by {@code failed at position n}: of a byte in UTF-8, from 1
 * @param standIns values that only a server knows were invented, so a refusal proves nothing
 */
public record ParserQuestion(
        String sql, Node node, Location location, LongFunction<Location> places, boolean standIns) {
    /** The place of the n-th byte. */
    public Location place(long position) {
        return places.apply(position);
    }
}
