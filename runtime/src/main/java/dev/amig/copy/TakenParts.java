package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.language.sql.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks after an ATTACH into a replicated table whether every part is there. Such a table may leave out a part and say that all went
 * well: one that it thinks it has ({@link DistinctParts}), or one that it has noted in Keeper and not yet brought in, when the
 * connection to Keeper broke in between and the statement was sent again.
 */
final class TakenParts {
    /** That one question names: its text stays far below what a server reads of one (256 KB, max_query_size). */
    private static final int AT_ONCE = 1_000;

    private final CopyServer server;
    private final TableShape destination;
    private final Arrival arrival;
    private final ReplicaSync sync;

    TakenParts(CopyServer server, TableShape destination, Arrival arrival) {
        this.server = server;
        this.destination = destination;
        this.arrival = arrival;
        this.sync = new ReplicaSync(server);
    }

    /** @throws CopyException some are not there */
    void assertAll(Chunk chunk, OwnedTable staging, List<PartitionMove> moves)
            throws CopyException, InterruptedException {
        if (areAllThere(moves)) {
            return;
        }
        sync.ofDestination(destination);
        for (PartitionMove move : moves) {
            Arrival.Verdict verdict = arrival.ofAnswered(move, staging);
            if (verdict instanceof Arrival.Verdict.Missing missing) {
                throw CopyException.failed(
                        "chunk %d: %s took over %d of the %d parts of partition %s that were attached, and said that all went well, as it does where it was given equal parts within the last hour (replicated_deduplication_window_seconds); go on when that is over"
                                .formatted(
                                        chunk.number(),
                                        destination.name(),
                                        missing.arrived().size(),
                                        move.parts().size(),
                                        move.partitionId()));
            } else if (verdict instanceof Arrival.Verdict.Doubt doubt) {
                throw CopyException.failed("chunk %d: %s".formatted(chunk.number(), doubt.evidence()));
            }
        }
    }

    private boolean areAllThere(List<PartitionMove> moves) throws CopyException, InterruptedException {
        List<PartitionMove> some = new ArrayList<>();
        int parts = 0;
        for (PartitionMove move : moves) {
            some.add(move);
            parts += move.parts().size();
            if (parts >= AT_ONCE) {
                if (found(some) < parts) {
                    return false;
                }
                some.clear();
                parts = 0;
            }
        }
        return some.isEmpty() || found(some) >= parts;
    }

    private long found(List<PartitionMove> moves) throws CopyException, InterruptedException {
        return TableShapes.number(
                server.ask("SELECT toInt64(count()) FROM system.parts WHERE database = %s AND table = %s AND (%s)"
                                .formatted(
                                        TableShapes.database(destination.name()),
                                        Literals.quote(destination.name().table()),
                                        moves.stream().map(Arrival::cameWith).collect(Collectors.joining(" OR "))))
                        .get(0),
                0);
    }
}
