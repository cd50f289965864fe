package dev.amig.journal;

import java.util.List;

/**
 * A partition of a copy's destination that is to be copied again, as a chunk of the copy.
 *
 * @param chunk            its number, above those of all chunks before it
 * @param sourcePartitions of what the copy reads: those that the partition's rows are in
 * @param bytes            about, uncompressed
 * @param wanted           what the partition must come to; its name is {@code ''} where the copy is compared as a whole
 */
public record PartitionRepair(int chunk, List<String> sourcePartitions, long bytes, PartitionSum wanted) {
    public PartitionRepair {
        sourcePartitions = List.copyOf(sourcePartitions);
    }

    /** As {@code _partition_id} has it. */
    public String partitionId() {
        return wanted.partition().isEmpty() ? "all" : wanted.partition();
    }
}
