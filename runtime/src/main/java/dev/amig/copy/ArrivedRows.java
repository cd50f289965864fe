package dev.amig.copy;

import dev.amig.copy.Arrival.Verdict;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.language.sql.Literals;

/** The evidence that costs most and always answers: whether the rows of a partition of a staging table are in the destination. */
final class ArrivedRows {
    /** That are compared: enough that no other writer writes them all by chance. */
    private static final int PROBE = 100_000;

    private final CopyServer server;
    private final TableShape destination;
    private final CopyDefinition copy;

    ArrivedRows(CopyServer server, TableShape destination, CopyDefinition copy) {
        this.server = server;
        this.destination = destination;
        this.copy = copy;
    }

    /**
     * The rows themselves: either all of those that were to be moved are there, or none. Equal rows may have come with other chunks, so
     * as many must be there as the whole copy brings.
     */
    Verdict of(PartitionMove move, OwnedTable staging) throws CopyException, InterruptedException {
        String hash = RowHash.of(copy.columns());
        String ofPartition = " WHERE _partition_id = " + Literals.quote(move.partitionId());
        String isProbed = "IN (SELECT %s FROM %s%s LIMIT %d)".formatted(hash, staging.name(), ofPartition, PROBE);
        String count = "SELECT toInt64(count()) FROM %s%s AND %s " + isProbed;
        long found = number(count.formatted(destination.name(), ofPartition, hash));
        if (found == 0) {
            return Verdict.Missing.WHOLE;
        }
        String source = CopySides.of(server, copy, destination, true).source();
        long wanted = number("SELECT toInt64(count()) FROM (%s) WHERE __amig_hash %s".formatted(source, isProbed));
        return found >= wanted
                ? new Verdict.Arrived()
                : new Verdict.Doubt(
                        "of %,d rows of %s that are like those on their way into its partition %s, %,d have arrived, some of them perhaps with another chunk"
                                .formatted(wanted, copy.source(), move.partitionId(), found));
    }

    private long number(String sql) throws CopyException, InterruptedException {
        return TableShapes.number(server.ask(sql).get(0), 0);
    }
}
