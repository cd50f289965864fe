package dev.amig.receipt;

import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.PartitionSum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run has done.
 *
 * @param format       {@value #FORMAT}
 * @param planChecksum of the plan that was run, SHA-256 in hexadecimal; absent when it never came to a plan
 * @param copies       one for each {@code COPY} and node, in the order of the plan
 * @param statements   every sending of a statement, in the order in which they were intended
 */
public record Receipt(
        String format,
        String migration,
        long run,
        String cluster,
        String status,
        Optional<String> planChecksum,
        Instant startedAt,
        Optional<Instant> finishedAt,
        List<CopyReceipt> copies,
        List<StatementReceipt> statements) {
    public static final String FORMAT = "amig-receipt-1";

    public Receipt {
        copies = List.copyOf(copies);
        statements = List.copyOf(statements);
    }

    /**
     * A copy on one node.
     *
     * @param rows          that have arrived
     * @param bytes         of the source's parts, uncompressed
     * @param seconds       from the moment the source was fixed until the last chunk had arrived; absent while it goes on
     * @param rowsPerSecond of all chunks together; absent as {@code seconds}
     * @param verification  absent when it was never compared with its source
     */
    public record CopyReceipt(
            String action,
            String node,
            CopyDefinition copy,
            int chunks,
            long rows,
            long bytes,
            Instant begunAt,
            Optional<Instant> finishedAt,
            Optional<Double> seconds,
            Optional<Long> rowsPerSecond,
            Optional<Verification> verification) {}

    /**
     * What the destination came to when it was last compared with the source.
     *
     * @param destinationId by which it is known when it has changed its name
     * @param withChecksum  or only rows were counted
     * @param source        by partition of the destination
     */
    public record Verification(
            Instant at,
            Optional<UUID> destinationId,
            boolean withChecksum,
            List<PartitionSum> source,
            List<PartitionSum> destination) {
        public Verification {
            source = List.copyOf(source);
            destination = List.copyOf(destination);
        }

        public long rows() {
            return destination.stream().mapToLong(PartitionSum::rows).sum();
        }
    }

    /** @param outcome {@code applied}, {@code failed}, {@code cancelled} or {@code unknown}; absent when nobody has heard of it */
    public record StatementReceipt(
            String queryId,
            String node,
            String action,
            Optional<String> outcome,
            Instant intendedAt,
            Optional<Instant> concludedAt) {}
}
