package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether a partition of a staging table has arrived in the destination, when nobody heard the end of its move. A server that
 * is killed in the middle may have taken over some of the parts, and may bring parts back that it had given away; merges may have
 * eaten the parts that arrived. So there are several kinds of evidence, from the one that costs least to the one that always answers.
 */
final class Arrival {
    private final CopyServer server;
    private final TableShape destination;
    private final ArrivedRows rows;

    Arrival(CopyServer server, TableShape destination, CopyDefinition copy) {
        this.server = server;
        this.destination = destination;
        this.rows = new ArrivedRows(server, destination, copy);
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

    /** A server that has just begun shows the parts that were merged before it ended only when it has read them in again (26.7). */
    void awaitParts() throws CopyException, InterruptedException {
        try {
            server.ask("SYSTEM WAIT LOADING PARTS " + destination.name());
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            // An old server, or a user who may not: what is seen is judged all the same.
            server.note("whether %s has read in all of its parts was not told: %s"
                    .formatted(destination.name(), e.getMessage()));
        }
    }

    /**
     * @param stands whether the staging table is there
     * @param moving the statement that was to move the partition
     */
    Verdict of(PartitionMove move, OwnedTable staging, boolean stands, QueryId moving)
            throws CopyException, InterruptedException {
        return of(move, staging, stands, Optional.of(moving));
    }

    /** The same where the server's word that it is done proves nothing. */
    Verdict ofAnswered(PartitionMove move, OwnedTable staging) throws CopyException, InterruptedException {
        return of(move, staging, true, Optional.empty());
    }

    private Verdict of(PartitionMove move, OwnedTable staging, boolean stands, Optional<QueryId> moving)
            throws CopyException, InterruptedException {
        if (move.denied()) {
            return asDenied(move, staging, stands);
        }
        List<String> arrived = arrived(move);
        if (arrived.size() == move.parts().size()) {
            return new Verdict.Arrived();
        }
        if (!stands) {
            // It goes only after the journal has been told that all has arrived.
            return new Verdict.Doubt(
                    "the staging table %s is gone, and it was not amig that dropped it".formatted(staging.name()));
        }
        List<String> left = partsLeft(staging, move);
        if (left.isEmpty() && destination.isReplicated()) {
            return new Verdict.Doubt("its partition %s is gone from %s, and it was not amig that took it out"
                    .formatted(move.partitionId(), staging.name()));
        }
        if (left.isEmpty()) {
            // A move leaves the partition empty, and nothing but a move takes rows out of it.
            return new Verdict.Arrived();
        }
        if (!arrived.isEmpty() && destination.isReplicated() && mayHaveBeenMerged(move)) {
            // All of a partition's parts are noted in Keeper in one step. Those that are not seen were merged, and are
            // gone.
            return new Verdict.Arrived();
        }
        if (!arrived.isEmpty()) {
            return new Verdict.Missing(
                    arrived, arrived.stream().filter(left::contains).toList());
        }
        if (!mayHaveBeenMerged(move)) {
            return Verdict.Missing.WHOLE;
        }
        boolean wasDone =
                moving.isPresent() && server.outcomeOf(moving.get(), ProgressListener.NONE) instanceof Outcome.Applied;
        return wasDone ? new Verdict.Arrived() : rows.of(move, staging);
    }

    /** Somebody has looked, and the server is not asked any more. */
    private Verdict asDenied(PartitionMove move, OwnedTable staging, boolean stands)
            throws CopyException, InterruptedException {
        if (stands && !partsLeft(staging, move).isEmpty()) {
            return Verdict.Missing.WHOLE;
        }
        return new Verdict.Doubt(
                "nothing of its partition %s has arrived, as somebody says, and it is not in %s any more; say that it was applied: VERIFY COPY then finds what is missing, and with ON ERROR PAUSE there 'amig repair' copies it again"
                        .formatted(move.partitionId(), staging.name()));
    }

    /**
     * The parts of which the destination has an equal one that came after the move began. Inactive ones count: those that were merged
     * stay to be seen for some minutes ({@code old_parts_lifetime}).
     */
    private List<String> arrived(PartitionMove move) throws CopyException, InterruptedException {
        Map<String, Long> found = new HashMap<>();
        for (List<Object> row :
                server.ask("SELECT hash_of_all_files, toInt64(count()) FROM system.parts WHERE %s AND %s GROUP BY 1"
                        .formatted(partition(destination.name(), move), cameWith(move)))) {
            found.put(TableShapes.text(row, 0), TableShapes.number(row, 1));
        }
        // Two parts of the same rows have the same hash: each takes one of those found.
        return move.parts().stream()
                .filter(part -> found.merge(part.hash(), -1L, Long::sum) >= 0)
                .map(MovedPart::name)
                .toList();
    }

    /** A condition on the destination's parts: of the move's partition, equal to one of its parts, and newer than its beginning. */
    static String cameWith(PartitionMove move) {
        return "(partition_id = %s AND min_block_number > %d AND hash_of_all_files IN (%s))"
                .formatted(
                        Literals.quote(move.partitionId()),
                        move.blockBefore(),
                        move.parts().stream()
                                .map(part -> Literals.quote(part.hash()))
                                .collect(Collectors.joining(", ")));
    }

    /** Those of a partition that are still in the staging table. */
    List<String> partsLeft(OwnedTable staging, PartitionMove move) throws CopyException, InterruptedException {
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
}
