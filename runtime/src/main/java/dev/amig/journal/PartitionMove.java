package dev.amig.journal;

import java.util.List;

/**
 * A staging table's partition on its way into the destination, and how to recognise later that it has arrived.
 *
 * @param number      within the chunk, from 0; stays the same when the move is tried again
 * @param partitionId of the destination
 * @param blockBefore the highest block number that the destination's partition had before the move. Parts that are attached get
 *                    higher ones, so an equal part below it came from elsewhere
 * @param denied      a person has looked, and says that nothing of it has arrived
 */
public record PartitionMove(
        int number, String partitionId, long rows, long blockBefore, List<MovedPart> parts, boolean denied) {
    public PartitionMove {
        parts = List.copyOf(parts);
    }

    /** Of which nobody has said anything. */
    public PartitionMove(int number, String partitionId, long rows, long blockBefore, List<MovedPart> parts) {
        this(number, partitionId, rows, blockBefore, parts, false);
    }

    PartitionMove deny() {
        return new PartitionMove(number, partitionId, rows, blockBefore, parts, true);
    }

    /**
     * @param name within the staging table
     * @param hash {@code hash_of_all_files}: the same in the destination (tried on 26.7; CLICKHOUSE.md, "Evidence")
     */
    public record MovedPart(String name, String hash) {}
}
