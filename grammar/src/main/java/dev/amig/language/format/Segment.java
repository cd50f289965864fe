package dev.amig.language.format;

import dev.amig.language.parser.SyntaxPart;

/**
 * A piece of a statement that is kept together where a statement is spread over lines.
 *
 * @param part what it begins with
 * @param from index of its first word
 * @param to   index behind its last word
 */
record Segment(Place place, SyntaxPart part, int from, int to) {
    enum Place {
        /** Begins no segment: goes on with what stands before it. */
        JOINED,
        /** What the statement begins with. */
        HEAD,
        /** Goes on in the head's line if the whole head fits there; otherwise it has a line of its own, indented. */
        OPTION,
        /** Has a line of its own, indented. */
        CLAUSE,
        /** The statement's island. */
        BODY,
        /** Has a line of its own behind the island, unless the whole statement fits in one line. */
        TAIL,
        /** Has a line of its own behind the island. */
        LATE
    }

    boolean is(Place place) {
        return this.place == place;
    }

    /** Stands before the island, in a line with the head if it can. */
    boolean isInHead() {
        return is(Place.HEAD) || is(Place.OPTION);
    }
}
