package dev.amig.language.tree;

import dev.amig.language.source.Location;

/** How a copy is cut: {@code CHUNK BY …}. A chunk never spans two partitions of the source. */
public sealed interface ChunkSize {
    Location location();

    /** {@code CHUNK BY PARTITION}: one chunk for each partition. */
    record Partition(Location location) implements ChunkSize {}

    /** {@code CHUNK BY 10M ROWS}: at most so many rows, as far as the primary key can tell. */
    record Rows(Location location, long rows) implements ChunkSize {}

    /** {@code CHUNK BY 5 GB}: at most so many bytes of uncompressed rows, as far as the primary key can tell. */
    record Bytes(Location location, long bytes) implements ChunkSize {}
}
