package dev.amig.copy;

import dev.amig.journal.ChunkRecord;
import dev.amig.transport.Counters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A chunk on its way. Its staging table is made while others are still being filled, and it is filled itself when it is its turn: a
 * core that has just become free would wait for the table otherwise.
 */
final class ChunkTurn implements ChunkCopier.Pace {
    enum Stage {
        /** Its table is being made, or stands and is empty. */
        PREPARING,
        FILLING,
        /** It has its rows: they are counted and moved, which keeps no core busy. */
        ARRIVING
    }

    private final ChunkRecord record;
    private final Consumer<ChunkTurn> whenFilled;
    private final CompletableFuture<Void> turn = new CompletableFuture<>();
    /** Known to the thread that gives the turns. */
    private Stage stage = Stage.PREPARING;

    private volatile Counters counters = Counters.ZERO;
    private volatile boolean hasTable;
    /** Known to the thread that brings the chunk. */
    private boolean wasFilled;

    /** @param whenFilled called once, by the thread that brings the chunk */
    ChunkTurn(ChunkRecord record, Consumer<ChunkTurn> whenFilled) {
        this.record = record;
        this.whenFilled = whenFilled;
    }

    ChunkRecord record() {
        return record;
    }

    Stage stage() {
        return stage;
    }

    /** Its table is being made. One that an earlier runner had begun has it. */
    boolean waitsForItsTable() {
        return !hasTable && record.state() == ChunkRecord.State.PLANNED;
    }

    /** As far as the server has said. */
    Counters counters() {
        return counters;
    }

    void counters(Counters counters) {
        this.counters = counters;
    }

    /** It may be filled from now on. */
    void give() {
        stage = Stage.FILLING;
        turn.complete(null);
    }

    /** It will never be its turn, unless it is already. */
    void refuse() {
        turn.completeExceptionally(CopyException.stopped());
    }

    void arrives() {
        stage = Stage.ARRIVING;
    }

    @Override
    public void awaitTurn() throws CopyException, InterruptedException {
        hasTable = true;
        try {
            turn.get();
        } catch (ExecutionException e) {
            throw CopyException.stopped();
        }
    }

    /** One that has to be filled again does so beside the others. */
    @Override
    public void filled() {
        if (!wasFilled) {
            wasFilled = true;
            whenFilled.accept(this);
        }
    }
}
