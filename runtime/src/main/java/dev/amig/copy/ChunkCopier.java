package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.OwnedTables;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/**
 * Brings one chunk into the destination, exactly once: a staging table of its own is filled, counted, and moved partition by partition.
 * Whatever happens before the move is thrown away with the staging table and begun again; what happens during it is judged by
 * {@link Arrival}.
 */
final class ChunkCopier {
    private final CopyServer server;
    private final CopyBook book;
    private final CopyWork work;
    private final OwnedTableMaker maker;
    private final ChunkMover mover;
    private final WrittenParts written;
    private final DistinctParts distinct;
    private final BeforeMove beforeMove;
    private final Tries tries;

    /** What else has to be done when a staging table is whole; done again when a runner ends in between. */
    interface BeforeMove {
        BeforeMove NOTHING = (chunk, staging) -> {};

        void prepare(Chunk chunk, OwnedTable staging) throws CopyException, InterruptedException;
    }

    /** When it keeps the node's cores busy. */
    interface Pace {
        /** As soon as it can, for a chunk that is brought alone. */
        Pace OWN = new Pace() {
            @Override
            public void awaitTurn() {}

            @Override
            public void filled() {}
        };

        /**
         * Returns when its staging table may be filled; at once when it was before.
         *
         * @throws CopyException it may not any more
         */
        void awaitTurn() throws CopyException, InterruptedException;

        /** Told whenever the staging table has its rows: what is left keeps no core of the node busy. */
        void filled();
    }

    /** @param moving held while a chunk is moved */
    ChunkCopier(CopyServer server, CopyBook book, CopyWork work, Lock moving) {
        this(server, book, work, moving, BeforeMove.NOTHING);
    }

    ChunkCopier(CopyServer server, CopyBook book, CopyWork work, Lock moving, BeforeMove beforeMove) {
        this.beforeMove = beforeMove;
        this.server = server;
        this.book = book;
        this.work = work;
        this.maker = new OwnedTableMaker(server);
        this.written = new WrittenParts(server, work);
        this.distinct = new DistinctParts(server, work);
        this.mover = new ChunkMover(server, book, work, written, moving);
        this.tries = new Tries(server, work.effort());
    }

    /** From wherever the journal says the chunk is, until its rows have arrived. */
    void bring(ChunkRecord record, ProgressListener progress, Pace pace) throws CopyException, InterruptedException {
        switch (record.state()) {
            case PLANNED -> copy(record.chunk(), record.attempt() + 1, progress, pace);
            case STARTED -> takeUp(record, progress, pace);
            case MOVING -> {
                pace.filled();
                moveAgain(record);
            }
            case DONE ->
                throw new IllegalArgumentException("chunk " + record.chunk().number() + " is done");
        }
    }

    private void copy(Chunk chunk, int firstAttempt, ProgressListener progress, Pace pace)
            throws CopyException, InterruptedException {
        for (int attempt = firstAttempt; ; attempt++) {
            OwnedTable staging = staging(chunk, attempt);
            book.startChunk(chunk.number(), attempt, staging);
            Answer answer =
                    maker.create(staging, work.destination(), CopyStatements.createStaging(chunk.number()), attempt);
            if (answer.isApplied()) {
                pace.awaitTurn();
                answer = fill(chunk, staging, attempt, progress);
            }
            if (answer.isApplied()) {
                pace.filled();
                answer = arrived(chunk, staging, attempt, answer);
            }
            if (answer.isApplied()) {
                return;
            }
            tries.again(chunk, answer, attempt - firstAttempt + 1);
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
            throws CopyException, InterruptedException {
        CopyDefinition copy = work.definition();
        int statement = CopyStatements.fillStaging(chunk.number());
        if (copy.method() == Method.ATTACH) {
            String attach = "ALTER TABLE " + staging.name() + " " + ChunkSql.link(partitions(chunk), copy.readFrom());
            return server.execute(new Call(statement, attempt, attach, OwnedTableMaker.DROP_ANY_SIZE), progress);
        }
        Map<String, String> settings = new LinkedHashMap<>(work.effort().settings());
        settings.putAll(work.settings());
        return server.execute(
                new Call(statement, attempt, ChunkSql.fill(copy, chunk, staging.name()), settings), progress);
    }

    /** Those whose parts are linked, all of a partition's or none. */
    private List<String> partitions(Chunk chunk) throws CopyException, InterruptedException {
        if (chunk.parts().isEmpty()) {
            return List.of(chunk.partitionId());
        }
        List<ChunkPlanner.Part> parts = work.parts().isPresent()
                ? work.parts().get()
                : SourceParts.of(server, QualifiedName.parse(work.definition().readFrom()));
        Set<String> its = Set.copyOf(chunk.parts());
        return parts.stream()
                .filter(it -> its.contains(it.name()))
                .map(ChunkPlanner.Part::partitionId)
                .distinct()
                .toList();
    }

    private void throwAway(Chunk chunk, OwnedTable staging, int attempt) throws CopyException, InterruptedException {
        maker.drop(staging, CopyStatements.dropStaging(chunk.number()), attempt);
        book.disown(staging);
    }

    /** The runner before this one had begun it. */
    private void takeUp(ChunkRecord record, ProgressListener progress, Pace pace)
            throws CopyException, InterruptedException {
        Chunk chunk = record.chunk();
        Optional<OwnedTable> staging = record.staging().flatMap(book::owned);
        if (staging.isPresent()) {
            if (maker.stands(staging.get())) {
                QueryId filling =
                        book.queryId(work.action(), CopyStatements.fillStaging(chunk.number()), record.attempt());
                Answer ended = new Answer(filling, server.outcomeOf(filling, progress), false);
                if (ended.isApplied()) {
                    pace.filled();
                    if (arrived(chunk, staging.get(), record.attempt(), ended).isApplied()) {
                        return;
                    }
                }
            }
            throwAway(chunk, staging.get(), record.attempt());
        }
        copy(chunk, record.attempt() + 1, progress, pace);
    }

    /**
     * @param filled the server's answer, that its staging table has its rows
     * @return the same when they are in the destination; a failure where the staging table has to be filled again
     */
    private Answer arrived(Chunk chunk, OwnedTable staging, int attempt, Answer filled)
            throws CopyException, InterruptedException {
        // Where rows have to make room for these, they do so before the mover has looked at the disks.
        Answer whole = beforeMove == BeforeMove.NOTHING ? filled : written.checked(staging, filled);
        whole = distinct.made(chunk.number(), staging, attempt, whole);
        if (whole.isApplied()) {
            beforeMove.prepare(chunk, staging);
            whole = mover.move(chunk, staging, attempt, whole);
        }
        if (whole.isApplied()) {
            maker.dropStanding(staging, CopyStatements.dropStaging(chunk.number()), attempt);
            book.disown(staging);
        }
        return whole;
    }

    /** The runner before this one had begun to move it. */
    private void moveAgain(ChunkRecord record) throws CopyException, InterruptedException {
        OwnedTable staging = record.staging()
                .flatMap(book::owned)
                .orElseThrow(() -> CopyException.inDoubt(
                        "the journal knows no staging table of chunk "
                                + record.chunk().number(),
                        null));
        mover.moveAgain(record, staging);
        throwAway(record.chunk(), staging, record.attempt());
    }
}
