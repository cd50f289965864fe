package dev.amig.language.source;

import java.util.Arrays;

/**
 * Where each character of a made text came from: a list of pieces, each either copied character by character from the
 * origin, or made as a whole out of one place of it. What follows a copied piece without a piece of its own came from
 * that piece's end.
 */
public final class SourceMap {
    private final int[] starts;
    private final int[] origins;
    private final int[] lengths;
    private final SourceMap next;

    private SourceMap(Builder builder) {
        next = null;
        starts = Arrays.copyOf(builder.starts, builder.size);
        origins = Arrays.copyOf(builder.origins, builder.size);
        lengths = Arrays.copyOf(builder.lengths, builder.size);
    }

    private SourceMap(SourceMap first, SourceMap next) {
        starts = first.starts;
        origins = first.origins;
        lengths = first.lengths;
        this.next = first.next == null ? next : first.next.then(next);
    }

    /** The way on: this map's origin is itself a text that {@code next} explains. */
    public SourceMap then(SourceMap next) {
        return new SourceMap(this, next);
    }

    /** All of the text was copied, from {@code origin} on. */
    public static SourceMap copiedFrom(int origin) {
        return builder(origin).build();
    }

    /** @param origin where the text before the first piece comes from */
    public static Builder builder(int origin) {
        return new Builder().copied(0, origin);
    }

    /** The offset in the origin of what stands at {@code offset} in the made text. */
    public int origin(int offset) {
        int piece = piece(offset);
        int origin = origins[piece] + Math.min(offset - starts[piece], lengths[piece]);
        return next == null ? origin : next.origin(origin);
    }

    private int piece(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    /** Pieces are added in the order of the made text; one that begins where the last one began replaces it. */
    public static final class Builder {
        private int[] starts = new int[8];
        private int[] origins = new int[8];
        private int[] lengths = new int[8];
        private int size;

        private Builder() {}

        /** Copied up to where the next piece begins. */
        public Builder copied(int start, int origin) {
            return copied(start, origin, Integer.MAX_VALUE);
        }

        public Builder copied(int start, int origin, int length) {
            return piece(start, origin, length);
        }

        public Builder made(int start, int origin) {
            return piece(start, origin, 0);
        }

        public SourceMap build() {
            return new SourceMap(this);
        }

        private Builder piece(int start, int origin, int length) {
            if (size > 0 && starts[size - 1] == start) {
                size--;
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                origins = Arrays.copyOf(origins, size * 2);
                lengths = Arrays.copyOf(lengths, size * 2);
            }
            starts[size] = start;
            origins[size] = origin;
            lengths[size++] = length;
            return this;
        }
    }
}
