package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.Outcome;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.Literals;
import dev.amig.plan.OwnedTables;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/**
 * Brings one chunk into the destination, exactly once: a staging table of its own is filled, counted, and moved partition by partition.
 * Whatever happens before the move is thrown away with the staging table and begun again; what happens during it is judged by
 * {@link Arrival}.
 */
final class ChunkCopier {
    private static final int MEMORY_LIMIT_EXCEEDED = 241;
    private static final int MOST_TRIES = 4;

    private final CopyServer server;
    private final CopyBook book;
    private final CopyWork work;
    private final OwnedTableMaker maker;
    private final Arrival arrival;
    /** Moves of one node are one after the other: then an equal part that came later can only be the one that was moved. */
    private final Lock moving;

    ChunkCopier(CopyServer server, CopyBook book, CopyWork work, Lock moving) {
        this.server = server;
        this.book = book;
        this.work = work;
        this.maker = new OwnedTableMaker(server);
        this.arrival = new Arrival(server, work.destination(), work.definition());
        this.moving = moving;
    }

    /** From wherever the journal says the chunk is, until its rows have arrived. */
    void bring(ChunkRecord record, ProgressListener progress) throws CopyException, InterruptedException {
        switch (record.state()) {
            case PLANNED -> copy(record.chunk(), record.attempt() + 1, progress);
            case STARTED -> takeUp(record, progress);
            case MOVING -> moveAgain(record, progress);
            case DONE ->
                throw new IllegalArgumentException("chunk " + record.chunk().number() + " is done");
        }
    }

    // ---- filling

    private void copy(Chunk chunk, int firstAttempt, ProgressListener progress)
            throws CopyException, InterruptedException {
        for (int attempt = firstAttempt; ; attempt++) {
            OwnedTable staging = staging(chunk, attempt);
            book.startChunk(chunk.number(), attempt, staging);
            Answer answer =
                    maker.create(staging, work.destination(), CopyStatements.createStaging(chunk.number()), attempt);
            if (answer.isApplied()) {
                answer = fill(chunk, staging, attempt, progress);
            }
            if (answer.isApplied()) {
                arrive(chunk, staging, attempt);
                return;
            }
            giveUpOrTryAgain(chunk, answer, attempt - firstAttempt + 1);
            throwAway(chunk, staging, attempt);
        }
    }

    private OwnedTable staging(Chunk chunk, int attempt) {
        return new OwnedTable(
                UUID.randomUUID(),
                book.key(),
                OwnedTables.staging(
                        work.destination().name(),
                        book.key().run(),
                        book.key().actionIndex(),
                        new OwnedTables.Attempt(chunk.number(), attempt)),
                OwnedTable.Purpose.STAGING);
    }

    private Answer fill(Chunk chunk, OwnedTable staging, int attempt, ProgressListener progress)
            throws InterruptedException {
        CopyDefinition copy = work.definition();
        int statement = CopyStatements.fillStaging(chunk.number());
        if (copy.method() == Method.ATTACH) {
            String attach = "ALTER TABLE %s ATTACH PARTITION ID %s FROM %s"
                    .formatted(staging.name(), Literals.quote(chunk.partitionId()), copy.readFrom());
            return server.execute(new Call(statement, attempt, attach, OwnedTableMaker.DROP_ANY_SIZE), progress);
        }
        Map<String, String> settings = new LinkedHashMap<>(work.effort().settings());
        settings.putAll(work.settings());
        return server.execute(
                new Call(statement, attempt, ChunkSql.fill(copy, chunk, staging.name()), settings), progress);
    }

    private void giveUpOrTryAgain(Chunk chunk, Answer answer, int tried) throws CopyException {
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
        boolean outOfMemory =
                answer.outcome() instanceof Outcome.Failed failed && failed.code() == MEMORY_LIMIT_EXCEEDED;
        if (tried >= MOST_TRIES || !answer.mayBeRepeated()) {
            throw CopyException.failed(
                    "chunk %d (partition %s) could not be copied: %s"
                            .formatted(chunk.number(), chunk.partitionId(), answer.failure()),
                    answer.queryId());
        }
        if (outOfMemory) {
            work.effort().halve();
        }
        server.note("chunk %d is begun again (%d of %d): %s"
                .formatted(chunk.number(), tried, MOST_TRIES - 1, answer.failure()));
    }

    private void throwAway(Chunk chunk, OwnedTable staging, int attempt) throws CopyException, InterruptedException {
        maker.drop(staging, CopyStatements.dropStaging(chunk.number()), attempt);
        book.disown(staging);
    }

    /** The runner before this one had begun it. */
    private void takeUp(ChunkRecord record, ProgressListener progress) throws CopyException, InterruptedException {
        Chunk chunk = record.chunk();
        Optional<OwnedTable> staging = record.staging().flatMap(book::owned);
        if (staging.isPresent()) {
            if (maker.stands(staging.get())) {
                QueryId filling = queryId(CopyStatements.fillStaging(chunk.number()), record.attempt());
                if (server.outcomeOf(filling, progress) instanceof Outcome.Applied) {
                    arrive(chunk, staging.get(), record.attempt());
                    return;
                }
            }
            throwAway(chunk, staging.get(), record.attempt());
        }
        copy(chunk, record.attempt() + 1, progress);
    }

    private QueryId queryId(int statement, int attempt) {
        return new QueryId(book.key().run(), work.action(), server.node().id(), Direction.FORWARD, statement, attempt);
    }

    // ---- moving

    private void arrive(Chunk chunk, OwnedTable staging, int attempt) throws CopyException, InterruptedException {
        long rows = counted(chunk, staging);
        moving.lockInterruptibly();
        try {
            List<PartitionMove> moves = moves(staging);
            if (moves.size() > CopyStatements.MAX_MOVES) {
                throw CopyException.failed(
                        "chunk %d (partition %s) goes to %d partitions of %s at once; that is no partitioning to copy into: %d are allowed"
                                .formatted(
                                        chunk.number(),
                                        chunk.partitionId(),
                                        moves.size(),
                                        work.destination().name(),
                                        CopyStatements.MAX_MOVES));
            }
            book.moveChunk(chunk.number(), attempt, rows, moves);
            moveAll(chunk, staging, attempt, rows, moves);
        } finally {
            moving.unlock();
        }
        throwAway(chunk, staging, attempt);
    }

    /** What is moved must be what was to be copied, neither more nor less. */
    private long counted(Chunk chunk, OwnedTable staging) throws CopyException, InterruptedException {
        long staged = number("SELECT toInt64(count()) FROM " + staging.name());
        if (!work.readsLive()) {
            long wanted = number(ChunkSql.count(work.definition(), chunk));
            if (staged != wanted) {
                throw CopyException.failed(
                        "chunk %d (partition %s) has %,d rows, and %,d of them came into %s; nothing of it was moved"
                                .formatted(chunk.number(), chunk.partitionId(), wanted, staged, staging.name()));
            }
        }
        return staged;
    }

    private long number(String sql) throws CopyException, InterruptedException {
        return TableShapes.number(server.ask(sql).get(0), 0);
    }

    private List<PartitionMove> moves(OwnedTable staging) throws CopyException, InterruptedException {
        Map<String, List<MovedPart>> parts = new LinkedHashMap<>();
        Map<String, Long> rows = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, name, hash_of_all_files, toInt64(rows) FROM system.parts WHERE database = %s AND table = %s AND active AND rows > 0 ORDER BY partition_id, name"
                        .formatted(
                                TableShapes.database(staging.name()),
                                Literals.quote(staging.name().table())))) {
            String partition = TableShapes.text(row, 0);
            parts.computeIfAbsent(partition, unused -> new ArrayList<>())
                    .add(new MovedPart(TableShapes.text(row, 1), TableShapes.text(row, 2)));
            rows.merge(partition, TableShapes.number(row, 3), Long::sum);
        }
        Map<String, Long> blocks = highestBlocks();
        List<PartitionMove> moves = new ArrayList<>();
        parts.forEach((partition, its) -> moves.add(new PartitionMove(
                moves.size(), partition, rows.get(partition), blocks.getOrDefault(partition, -1L), its)));
        return moves;
    }

    private Map<String, Long> highestBlocks() throws CopyException, InterruptedException {
        Map<String, Long> blocks = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, toInt64(max(max_block_number)) FROM system.parts WHERE database = %s AND table = %s GROUP BY partition_id"
                        .formatted(
                                TableShapes.database(work.destination().name()),
                                Literals.quote(work.destination().name().table())))) {
            blocks.put(TableShapes.text(row, 0), TableShapes.number(row, 1));
        }
        return blocks;
    }

    /** The runner before this one had begun to move it. */
    private void moveAgain(ChunkRecord record, ProgressListener progress) throws CopyException, InterruptedException {
        Chunk chunk = record.chunk();
        OwnedTable staging = record.staging()
                .flatMap(book::owned)
                .orElseThrow(() ->
                        CopyException.inDoubt("the journal knows no staging table of chunk " + chunk.number(), null));
        moving.lockInterruptibly();
        try {
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
        throwAway(chunk, staging, record.attempt());
    }

    /** Until the journal knows that they are in the destination: from then on nobody asks for evidence any more. */
    private void moveAll(Chunk chunk, OwnedTable staging, int firstAttempt, long rows, List<PartitionMove> wanted)
            throws CopyException, InterruptedException {
        List<PartitionMove> moves = wanted;
        for (int attempt = firstAttempt; ; attempt++) {
            Optional<Answer> failure = send(chunk, staging, attempt, moves);
            List<PartitionMove> missing = failure.isEmpty() ? List.of() : judge(chunk, staging, attempt, moves);
            if (missing.isEmpty()) {
                book.finishChunk(chunk.number());
                return;
            }
            giveUpOrTryAgain(chunk, failure.get(), attempt - firstAttempt + 1);
            book.moveChunk(chunk.number(), attempt + 1, rows, missing);
            moves = missing;
        }
    }

    /** @return the first answer that was not that it is done */
    private Optional<Answer> send(Chunk chunk, OwnedTable staging, int attempt, List<PartitionMove> moves)
            throws InterruptedException {
        for (PartitionMove move : moves) {
            Answer answer = server.execute(
                    new Call(
                            CopyStatements.move(chunk.number(), move.number()),
                            attempt,
                            moveSql(staging, move),
                            OwnedTableMaker.DROP_ANY_SIZE),
                    ProgressListener.NONE);
            if (!answer.isApplied()) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** A plain part cannot be moved into a replicated table, but attached; the replicas know by its hash if it is attached twice. */
    private String moveSql(OwnedTable staging, PartitionMove move) {
        String partition = Literals.quote(move.partitionId());
        return work.destination().isReplicated()
                ? "ALTER TABLE %s ATTACH PARTITION ID %s FROM %s"
                        .formatted(work.destination().name(), partition, staging.name())
                : "ALTER TABLE %s MOVE PARTITION ID %s TO TABLE %s"
                        .formatted(staging.name(), partition, work.destination().name());
    }

    /** @return those of the moves that have not been done, with what is left of them to do */
    private List<PartitionMove> judge(Chunk chunk, OwnedTable staging, int attempt, List<PartitionMove> moves)
            throws CopyException, InterruptedException {
        List<PartitionMove> missing = new ArrayList<>();
        boolean stands = maker.stands(staging);
        for (PartitionMove move : moves) {
            QueryId sent = queryId(CopyStatements.move(chunk.number(), move.number()), attempt);
            Arrival.Verdict verdict = arrival.of(move, staging, stands, sent);
            if (verdict instanceof Arrival.Verdict.Doubt doubt) {
                throw CopyException.inDoubt("chunk %d: %s".formatted(chunk.number(), doubt.evidence()), sent);
            } else if (verdict instanceof Arrival.Verdict.Missing left) {
                takeOut(chunk, staging, move, left.stillStaged());
                missing.add(without(move, left.arrived()));
            }
        }
        return missing;
    }

    /** Parts that arrived although the move as a whole did not would otherwise be moved with the others. */
    private void takeOut(Chunk chunk, OwnedTable staging, PartitionMove move, List<String> parts)
            throws CopyException, InterruptedException {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            server.note("part %s of %s has arrived already".formatted(part, staging.name()));
            Answer answer = server.execute(
                    new Call(
                            CopyStatements.dropPart(chunk.number()),
                            i + 1,
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
