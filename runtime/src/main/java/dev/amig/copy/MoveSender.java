package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.journal.Chunk;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.language.sql.Literals;
import dev.amig.transport.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the moves of a chunk, each partition by a statement of its own: where nobody knows how one ended, its query id says what is in
 * doubt. Several at a time: a move waits for the disk more than it works, and whether parts have arrived is asked of each partition by
 * itself.
 */
final class MoveSender {
    private static final int AT_ONCE = 4;

    private final CopyServer server;
    private final CopyWork work;

    MoveSender(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /** @return the first answer that was not that it is done, when all have ended */
    Optional<Answer> send(Chunk chunk, OwnedTable staging, int attempt, List<PartitionMove> moves)
            throws InterruptedException {
        if (moves.size() == 1) {
            return Optional.of(send(chunk, staging, attempt, moves.get(0))).filter(it -> !it.isApplied());
        }
        // A replicated table takes one partition at a time anyway: 64 take 3.6 s side by side or not (26.7).
        int atOnce = work.destination().isReplicated() ? 1 : AT_ONCE;
        ExecutorService pool = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "amig-move-" + server.node().id());
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            moves.forEach(move -> calls.add(() -> send(chunk, staging, attempt, move)));
            return firstFailure(pool.invokeAll(calls));
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<Answer> firstFailure(List<Future<Answer>> answers) throws InterruptedException {
        Optional<Answer> failure = Optional.empty();
        for (Future<Answer> future : answers) {
            try {
                Answer answer = future.get();
                if (failure.isEmpty() && !answer.isApplied()) {
                    failure = Optional.of(answer);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException thrown
                        ? thrown
                        : new IllegalStateException(e.getCause());
            }
        }
        return failure;
    }

    private Answer send(Chunk chunk, OwnedTable staging, int attempt, PartitionMove move) throws InterruptedException {
        return server.execute(
                new Call(
                        CopyStatements.move(chunk.number(), move.number()),
                        attempt,
                        sql(staging, move),
                        OwnedTableMaker.DROP_ANY_SIZE),
                ProgressListener.NONE);
    }

    /** A plain part cannot be moved into a replicated table, but attached; attached twice, it comes once ({@link DistinctParts}). */
    private String sql(OwnedTable staging, PartitionMove move) {
        String partition = Literals.quote(move.partitionId());
        return work.destination().isReplicated()
                ? "ALTER TABLE %s ATTACH PARTITION ID %s FROM %s"
                        .formatted(work.destination().name(), partition, staging.name())
                : "ALTER TABLE %s MOVE PARTITION ID %s TO TABLE %s"
                        .formatted(staging.name(), partition, work.destination().name());
    }
}
