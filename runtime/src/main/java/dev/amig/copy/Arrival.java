package dev.amig.copy;

import dev.amig.journal.Outcome;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells whether a partition of a staging table has arrived in the destination, when nobody heard the end of its move. A server that
 * is killed in the middle may have taken over some of the parts, and may bring parts back that it had given away; merges may have
 * eaten the parts that arrived. So there are several kinds of evidence, from the one that costs least to the one that always answers.
 */
final class Arrival {
    /** Rows that the last question compares: enough that no other writer writes them all by chance. */
    private static final int PROBE = 100_000;

    private final CopyServer server;
    private final TableShape destination;
    private final List<String> columns;

    /** @param columns those that are copied, as they are written in SQL */
    Arrival(CopyServer server, TableShape destination, List<String> columns) {
        this.server = server;
        this.destination = destination;
        this.columns = columns;
    }

    sealed interface Verdict {
        record Arrived() implements Verdict {}

        /**
         * Parts by their names in the staging table.
         *
         * @param arrived      those that have arrived all the same
         * @param stillStaged  those of them that would be moved once more
         */
        record Missing(List<String> arrived, List<String> stillStaged) implements Verdict {
            static final Missing WHOLE = new Missing(List.of(), List.of());
        }

        record Doubt(String evidence) implements Verdict {}
    }

    /**
     * @param stands whether the staging table is there
     * @param moving the statement that was to move the partition
     * @param dropping the statement that drops the staging table when all have arrived
     */
    Verdict of(PartitionMove move, OwnedTable staging, boolean stands, QueryId moving, QueryId dropping)
            throws CopyException, InterruptedException {
        List<String> arrived = arrived(move);
        if (arrived.size() == move.parts().size()) {
            return new Verdict.Arrived();
        }
        if (!stands) {
            return wasDroppedByUs(dropping)
                    ? new Verdict.Arrived()
                    : new Verdict.Doubt("the staging table %s is gone, and it was not amig that dropped it"
                            .formatted(staging.name()));
        }
        List<String> left = partsLeft(staging, move);
        if (left.isEmpty()) {
            // A move leaves the partition empty, and nothing but a move takes rows out of it.
            return new Verdict.Arrived();
        }
        if (!arrived.isEmpty()) {
            return new Verdict.Missing(
                    arrived, arrived.stream().filter(left::contains).toList());
        }
        if (!mayHaveBeenMerged(move)) {
            return Verdict.Missing.WHOLE;
        }
        return server.outcomeOf(moving, ProgressListener.NONE) instanceof Outcome.Applied
                ? new Verdict.Arrived()
                : byRows(move, staging);
    }

    private boolean wasDroppedByUs(QueryId dropping) throws InterruptedException {
        return server.outcomeOf(dropping, ProgressListener.NONE) instanceof Outcome.Applied;
    }

    /**
     * The parts of which the destination has an equal one that came after the move began. Inactive ones count: those that were merged
     * stay to be seen for some minutes ({@code old_parts_lifetime}).
     */
    private List<String> arrived(PartitionMove move) throws CopyException, InterruptedException {
        String hashes =
                move.parts().stream().map(part -> Literals.quote(part.hash())).collect(Collectors.joining(", "));
        Map<String, Long> found = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT hash_of_all_files, toInt64(count()) FROM system.parts WHERE %s AND min_block_number > %d AND hash_of_all_files IN (%s) GROUP BY 1"
                        .formatted(partition(destination.name(), move), move.blockBefore(), hashes))) {
            found.put(TableShapes.text(row, 0), TableShapes.number(row, 1));
        }
        // Two parts of the same rows have the same hash: each takes one of those found.
        return move.parts().stream()
                .filter(part -> found.merge(part.hash(), -1L, Long::sum) >= 0)
                .map(MovedPart::name)
                .toList();
    }

    private List<String> partsLeft(OwnedTable staging, PartitionMove move) throws CopyException, InterruptedException {
        return server
                .ask("SELECT name FROM system.parts WHERE %s AND active AND rows > 0"
                        .formatted(partition(staging.name(), move)))
                .stream()
                .map(row -> TableShapes.text(row, 0))
                .toList();
    }

    /** Parts that arrive get block numbers above all others, and a merged part covers those it was made of. */
    private boolean mayHaveBeenMerged(PartitionMove move) throws CopyException, InterruptedException {
        return !server.ask("SELECT name FROM system.parts WHERE %s AND max_block_number > %d AND level > 0 LIMIT 1"
                        .formatted(partition(destination.name(), move), move.blockBefore()))
                .isEmpty();
    }

    private static String partition(QualifiedName table, PartitionMove move) {
        return "database = %s AND table = %s AND partition_id = %s"
                .formatted(
                        TableShapes.database(table), Literals.quote(table.table()), Literals.quote(move.partitionId()));
    }

    /** The rows themselves: either all of those that were to be moved are there, or none. */
    private Verdict byRows(PartitionMove move, OwnedTable staging) throws CopyException, InterruptedException {
        String hash = "cityHash64(formatRow('RowBinary', " + String.join(", ", columns) + "))";
        String ofPartition = " WHERE _partition_id = " + Literals.quote(move.partitionId());
        String probe = "SELECT %s FROM %s%s LIMIT %d".formatted(hash, staging.name(), ofPartition, PROBE);
        long wanted = Math.min(PROBE, move.rows());
        long found = TableShapes.number(
                server.ask("SELECT toInt64(count()) FROM %s%s AND %s IN (%s)"
                                .formatted(destination.name(), ofPartition, hash, probe))
                        .get(0),
                0);
        if (found == 0) {
            return Verdict.Missing.WHOLE;
        }
        return found >= wanted
                ? new Verdict.Arrived()
                : new Verdict.Doubt("of %,d rows of partition %s that were to arrive in %s, %,d are there"
                        .formatted(wanted, move.partitionId(), destination.name(), found));
    }
}
