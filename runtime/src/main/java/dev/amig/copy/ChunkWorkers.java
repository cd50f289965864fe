package dev.amig.copy;

import dev.amig.copy.ChunkTurn.Stage;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.transport.Counters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Several chunks of a node are filled at the same time, as many as the effort allows while nothing throttles them. One that is filled
 * makes room for the next: while it is counted and moved, which is many short ways, the node's cores would have nothing to do. For the
 * same reason the next ones' tables are made ahead.
 */
final class ChunkWorkers {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CopyServer server;
    private final CopyWork work;
    private final Throttle throttle;
    private final ChunkCopier copier;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final List<ChunkTurn> onTheirWay = new CopyOnWriteArrayList<>();
    private Counters arrived = Counters.ZERO;
    private CopyTotals totals;
    private int done;
    private Throwable failure;

    ChunkWorkers(CopyServer server, CopyBook book, CopyWork work, Throttle throttle) {
        this.server = server;
        this.work = work;
        this.throttle = throttle;
        this.copier = new ChunkCopier(server, book, work, new ReentrantLock());
    }

    /** What has become of a chunk. */
    private sealed interface News {
        record Filled(ChunkTurn chunk) implements News {}

        /** @param failure null when the chunk has arrived */
        record Ended(ChunkTurn chunk, Throwable failure) implements News {}
    }

    /**
     * @param open   that have not arrived
     * @param before what the journal counts so far
     * @throws CopyException the first chunk's that did not arrive, after the others have ended
     */
    void bringAll(List<ChunkRecord> open, CopyTotals before) throws CopyException, InterruptedException {
        totals = before;
        done = before.doneChunks();
        arrived = new Counters(before.doneRows(), before.doneBytes(), before.rows(), before.copiedRows(), 0);
        server.arrivedBefore(arrived);
        Deque<ChunkRecord> waiting = new ArrayDeque<>(inOrder(open));
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "amig-chunk-" + server.node().id());
            thread.setDaemon(true);
            return thread;
        });
        try {
            while (!onTheirWay.isEmpty() || (!waiting.isEmpty() && failure == null)) {
                goOn(waiting, pool);
                takeNews();
            }
        } finally {
            pool.shutdownNow();
        }
        rethrow();
    }

    /** What was begun comes first: it holds tables. Then the largest, so that none is left alone at the end. */
    private static List<ChunkRecord> inOrder(List<ChunkRecord> open) {
        return open.stream()
                .sorted(Comparator.comparing(ChunkWorkers::isNew)
                        .thenComparing(it -> -it.chunk().bytes())
                        .thenComparing(it -> it.chunk().number()))
                .toList();
    }

    private static boolean isNew(ChunkRecord chunk) {
        return chunk.state() == ChunkRecord.State.PLANNED;
    }

    /** Prepares and fills as much as may be. */
    private void goOn(Deque<ChunkRecord> waiting, ExecutorService pool) throws InterruptedException {
        if (failure == null && server.isStopped()) {
            end(CopyException.stopped());
        }
        if (failure != null) {
            return;
        }
        Optional<String> held = work.effort().held();
        if (held.isEmpty() && throttle.lastReason().isEmpty()) {
            prepare(waiting, pool);
        }
        boolean isAnyLeft = !waiting.isEmpty() || count(Stage.PREPARING) > 0;
        try {
            // Also while all are busy: when a core becomes free, nothing has to be asked any more.
            held = held.isPresent() || !isAnyLeft ? held : throttle.reason();
        } catch (CopyException e) {
            fail(e);
            return;
        }
        if (held.isEmpty()) {
            fill(waiting, pool);
            prepare(waiting, pool);
        } else if (isAnyLeft && hasRoom()) {
            int busy = count(Stage.FILLING) + count(Stage.ARRIVING);
            server.waiting(held.get() + (busy == 0 ? "" : "; %d on their way".formatted(busy)));
        }
    }

    private void prepare(Deque<ChunkRecord> waiting, ExecutorService pool) {
        int workers = work.effort().workers();
        // First those that are waited for: the server makes none faster beside another. Then one for each worker:
        // equal chunks end together.
        int most = isEachFilling(workers) ? 2 * workers : workers;
        while (!waiting.isEmpty()
                && isNew(waiting.peek())
                && count(Stage.PREPARING) + count(Stage.FILLING) < most
                && count(Stage.ARRIVING) < most) {
            begin(waiting.removeFirst(), pool);
        }
    }

    private boolean isEachFilling(int workers) {
        return count(Stage.FILLING) >= workers
                && onTheirWay.stream().noneMatch(it -> it.stage() == Stage.FILLING && it.waitsForItsTable());
    }

    private void fill(Deque<ChunkRecord> waiting, ExecutorService pool) {
        // The runner before this one may have begun to fill them: they have their turn already.
        while (hasRoom() && !waiting.isEmpty() && !isNew(waiting.peek())) {
            giveTurn(begin(waiting.removeFirst(), pool));
        }
        for (ChunkTurn next : onTheirWay) {
            if (next.stage() == Stage.PREPARING && hasRoom()) {
                giveTurn(next);
            }
        }
    }

    private void giveTurn(ChunkTurn chunk) {
        chunk.give();
        tell();
    }

    private ChunkTurn begin(ChunkRecord record, ExecutorService pool) {
        ChunkTurn chunk = new ChunkTurn(record, filled -> news.add(new News.Filled(filled)));
        onTheirWay.add(chunk);
        pool.execute(() -> {
            Throwable thrown = null;
            try {
                copier.bring(
                        record,
                        counters -> {
                            chunk.counters(counters);
                            server.progress(counted());
                        },
                        chunk);
            } catch (CopyException | InterruptedException | RuntimeException | Error e) {
                // Errors too: whoever waits for this chunk would wait for ever.
                thrown = e;
            }
            news.add(new News.Ended(chunk, thrown));
        });
        return chunk;
    }

    private void takeNews() throws InterruptedException {
        News next = news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null) {
            if (next instanceof News.Ended ended) {
                take(ended);
            } else if (next instanceof News.Filled filled) {
                filled.chunk().arrives();
            }
            next = news.poll();
        }
    }

    private void take(News.Ended end) {
        if (end.failure() != null) {
            onTheirWay.remove(end.chunk());
            fail(end.failure());
            return;
        }
        done++;
        Chunk chunk = end.chunk().record().chunk();
        synchronized (this) {
            onTheirWay.remove(end.chunk());
            arrived = arrived.plus(new Counters(
                    chunk.rows(), chunk.bytes(), 0, end.chunk().counters().writtenRows(), 0));
        }
        server.progress(counted());
        tell();
    }

    private int count(Stage stage) {
        return (int) onTheirWay.stream().filter(it -> it.stage() == stage).count();
    }

    /** Those that arrive hold tables, too. Equal chunks end together, so there may be more of them than workers. */
    private boolean hasRoom() {
        int workers = work.effort().workers();
        return count(Stage.FILLING) < workers && count(Stage.ARRIVING) < 2 * workers;
    }

    /** The first one counts; it is why the others are killed. */
    private void fail(Throwable thrown) {
        if (failure == null) {
            end(thrown);
            server.killRunning();
        }
    }

    private void end(Throwable why) {
        failure = why;
        onTheirWay.forEach(ChunkTurn::refuse);
    }

    private synchronized Counters counted() {
        Counters sum = arrived;
        for (ChunkTurn each : onTheirWay) {
            Counters its = each.counters();
            sum = sum.plus(new Counters(its.readRows(), its.readBytes(), 0, its.writtenRows(), its.writtenBytes()));
        }
        return sum;
    }

    private void tell() {
        Effort effort = work.effort();
        String limit = effort.wasSet() ? ", at most %d at a time".formatted(effort.workers()) : "";
        server.phrase("%d of %d chunks have arrived, %d on their way%s"
                .formatted(done, totals.chunks(), count(Stage.FILLING) + count(Stage.ARRIVING), limit));
    }

    private void rethrow() throws CopyException, InterruptedException {
        if (failure instanceof CopyException copyException) {
            throw copyException;
        } else if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (failure instanceof RuntimeException runtime) {
            throw runtime;
        } else if (failure instanceof Error error) {
            throw error;
        }
    }
}
