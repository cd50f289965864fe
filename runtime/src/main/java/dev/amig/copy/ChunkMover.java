package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.copy.StagedRows.Staged;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.Literals;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import dev.amig.transport.StringLiteral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;

/**
 * Moves what a staging table holds into the destination, partition by partition, and judges by {@link Arrival} what has arrived when
 * nobody heard how a move ended.
 */
final class ChunkMover {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** As for every statement of which nobody heard the end. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Of a staging table: no two statements have one query id. */
    private static final int MOST_PARTS = 10_000;

    private final CopyServer server;
    private final CopyBook book;
    private final CopyWork work;
    private final OwnedTableMaker maker;
    private final MoveSender sender;
    private final StagedRows staged;
    private final WrittenParts written;
    private final Arrival arrival;
    private final TakenParts taken;
    private final ReplicaSync sync;
    private final Tries tries;
    /** Moves of one node are one after the other: then an equal part that came later can only be the one that was moved. */
    private final Lock moving;

    ChunkMover(CopyServer server, CopyBook book, CopyWork work, WrittenParts written, Lock moving) {
        this.server = server;
        this.book = book;
        this.work = work;
        this.maker = new OwnedTableMaker(server);
        this.sender = new MoveSender(server, work);
        this.staged = new StagedRows(server, work);
        this.written = written;
        this.arrival = new Arrival(server, work.destination(), work.definition());
        this.taken = new TakenParts(server, work.destination(), arrival);
        this.sync = new ReplicaSync(server);
        this.tries = new Tries(server, work.effort());
        this.moving = moving;
    }

    /**
     * All of a chunk. Then its staging table stands empty, and is the one that was made.
     *
     * @param filled the server's answer, that its filling has ended well
     * @return the same; a failure where what was written cannot be read, and nothing was moved
     */
    Answer move(Chunk chunk, OwnedTable staging, int attempt, Answer filled)
            throws CopyException, InterruptedException {
        OptionalLong wanted = staged.wanted(chunk);
        moving.lockInterruptibly();
        try {
            Staged rows = staged.counted(chunk, staging, wanted);
            Answer checked = written.checked(staging, filled, rows.leastFree());
            if (!checked.isApplied()) {
                return checked;
            }
            List<PartitionMove> moves = rows.moves();
            if (moves.size() > CopyStatements.MAX_MOVES) {
                throw CopyException.failed(
                        "%s goes to %d partitions of %s at once; that is no partitioning to copy into: %d are allowed"
                                .formatted(
                                        chunk.named(),
                                        moves.size(),
                                        work.destination().name(),
                                        CopyStatements.MAX_MOVES));
            }
            book.moveChunk(chunk.number(), attempt, rows.rows(), moves);
            moveAll(chunk, staging, attempt, rows.rows(), moves);
            return checked;
        } finally {
            moving.unlock();
        }
    }

    /** The runner before this one had begun to move it. */
    void moveAgain(ChunkRecord record, OwnedTable staging) throws CopyException, InterruptedException {
        Chunk chunk = record.chunk();
        moving.lockInterruptibly();
        try {
            awaitEnd(record);
            List<PartitionMove> missing = judge(chunk, staging, record.attempt(), record.moves());
            if (missing.isEmpty()) {
                book.finishChunk(chunk.number());
            } else {
                long rows =
                        record.moves().stream().mapToLong(PartitionMove::rows).sum();
                book.moveChunk(chunk.number(), record.attempt() + 1, rows, missing);
                moveAll(chunk, staging, record.attempt() + 1, rows, missing);
            }
        } finally {
            moving.unlock();
        }
    }

    /**
     * A move goes on when its client is gone, and waits for locks as long as it must; one that was on the wire may reach the server a
     * moment later. Nothing is judged beside it: what it has not moved yet would be moved by another one, too.
     */
    private void awaitEnd(ChunkRecord record) throws CopyException, InterruptedException {
        String sent = record.moves().stream()
                .map(it -> book.queryId(
                        work.action(), CopyStatements.move(record.chunk().number(), it.number()), record.attempt()))
                .map(it -> StringLiteral.of(it.toString()))
                .collect(Collectors.joining(", "));
        String question = "SELECT query_id FROM system.processes WHERE query_id IN (" + sent + ") ORDER BY query_id";
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < GRACE.toNanos()) {
            if (server.isStopped()) {
                throw CopyException.stopped();
            }
            List<List<Object>> running = server.ask(question);
            if (!running.isEmpty()) {
                quietSince = System.nanoTime();
                server.phrase("waiting for %s, which was sent by the runner before this one"
                        .formatted(TableShapes.text(running.get(0), 0)));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Until the journal knows that they are in the destination: from then on nobody asks for evidence any more. */
    private void moveAll(Chunk chunk, OwnedTable staging, int firstAttempt, long rows, List<PartitionMove> wanted)
            throws CopyException, InterruptedException {
        List<PartitionMove> moves = wanted;
        for (int attempt = firstAttempt; ; attempt++) {
            Optional<Answer> failure = sender.send(chunk, staging, attempt, moves);
            if (failure.isEmpty() && work.destination().isReplicated()) {
                taken.assertAll(chunk, staging, moves);
            }
            List<PartitionMove> missing = failure.isEmpty() ? List.of() : judge(chunk, staging, attempt, moves);
            if (missing.isEmpty()) {
                book.finishChunk(chunk.number());
                return;
            }
            tries.again(chunk, failure.get(), attempt - firstAttempt + 1);
            book.moveChunk(chunk.number(), attempt + 1, rows, missing);
            moves = missing;
        }
    }

    /** @return those of the moves that have not been done, with what is left of them to do */
    private List<PartitionMove> judge(Chunk chunk, OwnedTable staging, int attempt, List<PartitionMove> moves)
            throws CopyException, InterruptedException {
        sync.ofDestination(work.destination());
        arrival.awaitParts();
        List<PartitionMove> missing = new ArrayList<>();
        boolean stands = maker.stands(staging);
        int taken = 0;
        for (PartitionMove move : moves) {
            QueryId sent = book.queryId(work.action(), CopyStatements.move(chunk.number(), move.number()), attempt);
            Arrival.Verdict verdict = arrival.of(move, staging, stands, sent);
            if (verdict instanceof Arrival.Verdict.Doubt doubt) {
                throw CopyException.inDoubt("chunk %d: %s".formatted(chunk.number(), doubt.evidence()), sent);
            } else if (verdict instanceof Arrival.Verdict.Missing left) {
                takeOut(chunk, staging, move, left.stillStaged(), attempt * MOST_PARTS + taken);
                taken += left.stillStaged().size();
                missing.add(without(move, left.arrived()));
            }
        }
        return missing;
    }

    /** Parts that arrived although the move as a whole did not would otherwise be moved with the others. */
    private void takeOut(Chunk chunk, OwnedTable staging, PartitionMove move, List<String> parts, int before)
            throws CopyException, InterruptedException {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            server.note("part %s of %s has arrived already".formatted(part, staging.name()));
            Answer answer = server.execute(
                    new Call(
                            CopyStatements.dropPart(chunk.number()),
                            before + i + 1,
                            "ALTER TABLE %s DROP PART %s".formatted(staging.name(), Literals.quote(part)),
                            OwnedTableMaker.DROP_ANY_SIZE),
                    ProgressListener.NONE);
            if (arrival.partsLeft(staging, move).contains(part)) {
                throw CopyException.failed(
                        "part %s of %s, which has arrived, could not be taken out%s"
                                .formatted(part, staging.name(), answer.isApplied() ? "" : ": " + answer.failure()),
                        answer.queryId());
            }
        }
    }

    private static PartitionMove without(PartitionMove move, List<String> arrived) {
        List<MovedPart> left =
                move.parts().stream().filter(it -> !arrived.contains(it.name())).toList();
        return new PartitionMove(move.number(), move.partitionId(), move.rows(), move.blockBefore(), left);
    }
}
