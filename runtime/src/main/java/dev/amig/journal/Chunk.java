package dev.amig.journal;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a copy that arrives as a whole: rows of one partition of the source, or whole partitions that are linked.
 *
 * @param number      from 0, within the copy on one node
 * @param partitionId as {@code _partition_id} has it; empty for a source without partitions of that kind, and for several of them
 * @param parts       of the partition, or all of several; empty: all of the partition
 * @param range       of the only part's rows; absent: all of them
 * @param rows        before any {@code WHERE}, as the server counted when the copy was planned
 * @param bytes       uncompressed
 */
public record Chunk(
        int number, String partitionId, List<String> parts, Optional<RowRange> range, long rows, long bytes) {
    public Chunk {
        parts = List.copyOf(parts);
        if (range.isPresent() && parts.size() != 1) {
            throw new IllegalArgumentException("rows are numbered within one part, these are " + parts);
        }
    }

    /** For a person: {@code chunk 3 (partition 202401)}. */
    public String named() {
        return "chunk " + number + (partitionId.isEmpty() ? "" : " (partition " + partitionId + ")");
    }

    /** By {@code _part_offset}, the end not included. */
    public record RowRange(long first, long end) {}
}
