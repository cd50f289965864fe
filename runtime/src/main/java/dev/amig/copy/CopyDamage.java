package dev.amig.copy;

import dev.amig.journal.PartitionSum;
import java.util.List;
import java.util.Optional;

/**
 * How a copy's destination differs from what was copied, on one node, and what it takes to copy that again.
 *
 * @param partitions those that differ, in order; empty: none does, or it was not looked at
 * @param notLookedAt why not, in one sentence
 */
public record CopyDamage(
        String node,
        String action,
        String source,
        String destination,
        List<PartitionDamage> partitions,
        Optional<String> notLookedAt) {
    public CopyDamage {
        partitions = List.copyOf(partitions);
    }

    /**
     * A partition of the destination that differs.
     *
     * @param partition                  as {@code _partition_id} has it
     * @param source                     what it must come to
     * @param destination                what it comes to
     * @param missingRows                that only the source has, or more often
     * @param doubledRows                that both have, and the destination more often
     * @param rowsOnlyInDestination      that the source never had; they are put aside
     * @param sourcePartitions           that its rows are in
     * @param bytes                      to be read, uncompressed, about
     */
    public record PartitionDamage(
            String partition,
            PartitionSum source,
            PartitionSum destination,
            long missingRows,
            long doubledRows,
            long rowsOnlyInDestination,
            List<String> sourcePartitions,
            long bytes) {
        public PartitionDamage {
            sourcePartitions = List.copyOf(sourcePartitions);
        }

        /** For a person: where, how many on each side, and what differs. */
        public String sentence() {
            StringBuilder what = new StringBuilder("partition %s: %,d rows in the source, %,d in the destination"
                    .formatted(partition, source.rows(), destination.rows()));
            add(what, missingRows, "missing");
            add(what, doubledRows, "too often");
            add(what, rowsOnlyInDestination, "only in the destination");
            return what.toString();
        }

        private static void add(StringBuilder what, long rows, String how) {
            if (rows > 0) {
                what.append(", %,d %s".formatted(rows, how));
            }
        }
    }

    public boolean isDamaged() {
        return !partitions.isEmpty();
    }

    /** That are copied again. */
    public long rows() {
        return partitions.stream().mapToLong(it -> it.source().rows()).sum();
    }

    /** Of those rows, uncompressed, about. */
    public long bytes() {
        return partitions.stream().mapToLong(PartitionDamage::bytes).sum();
    }

    public long rowsOnlyInDestination() {
        return partitions.stream()
                .mapToLong(PartitionDamage::rowsOnlyInDestination)
                .sum();
    }
}
