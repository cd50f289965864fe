package dev.amig.copy;

import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Several chunks of a node are filled at the same time, as many as the effort allows while nothing throttles them. One that is filled
 * makes room for the next: while it is counted and moved, which is many short ways, the node's cores would have nothing to do.
 */
final class ChunkWorkers {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CopyServer server;
    private final CopyWork work;
    private final Throttle throttle;
    private final ChunkCopier copier;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final Map<Integer, Counters> running = new ConcurrentHashMap<>();
    private Counters arrived = Counters.ZERO;
    private CopyTotals totals;
    private int done;
    private int filling;
    private int arriving;
    private Throwable failure;

    ChunkWorkers(CopyServer server, CopyBook book, CopyWork work, Throttle throttle) {
        this.server = server;
        this.work = work;
        this.throttle = throttle;
        this.copier = new ChunkCopier(server, book, work, new ReentrantLock());
    }

    /** What has become of a chunk. */
    private sealed interface News {
        record Filled() implements News {}

        /** @param failure null when the chunk has arrived */
        record Ended(ChunkRecord chunk, boolean wasFilled, Throwable failure) implements News {}
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
            while (onTheirWay() > 0 || (!waiting.isEmpty() && failure == null)) {
                if (mayBegin(waiting)) {
                    begin(waiting.removeFirst(), pool);
                }
                takeNews(waiting.isEmpty() || isBusy() || failure != null ? LOOK : Duration.ZERO);
            }
        } finally {
            pool.shutdownNow();
        }
        rethrow();
    }

    /** What was begun comes first: it holds tables. Then the largest, so that none is left alone at the end. */
    private static List<ChunkRecord> inOrder(List<ChunkRecord> open) {
        return open.stream()
                .sorted(Comparator.comparing((ChunkRecord it) -> it.state() == ChunkRecord.State.PLANNED)
                        .thenComparing(it -> -it.chunk().bytes())
                        .thenComparing(it -> it.chunk().number()))
                .toList();
    }

    private boolean mayBegin(Deque<ChunkRecord> waiting) throws InterruptedException {
        if (failure != null || waiting.isEmpty()) {
            return false;
        }
        if (server.isStopped()) {
            failure = CopyException.stopped();
            return false;
        }
        try {
            Optional<String> reason = work.effort().held();
            if (reason.isEmpty() && isBusy()) {
                return false;
            }
            reason = reason.isPresent() ? reason : throttle.reason();
            if (reason.isPresent()) {
                server.waiting(reason.get() + (onTheirWay() == 0 ? "" : "; %d on their way".formatted(onTheirWay())));
                Thread.sleep(LOOK.toMillis());
                return false;
            }
        } catch (CopyException e) {
            fail(e);
            return false;
        }
        return true;
    }

    private void begin(ChunkRecord chunk, ExecutorService pool) {
        filling++;
        running.put(chunk.chunk().number(), Counters.ZERO);
        tell();
        pool.execute(() -> {
            AtomicBoolean filled = new AtomicBoolean();
            Throwable thrown = null;
            try {
                ProgressListener progress = counters -> {
                    running.put(chunk.chunk().number(), counters);
                    server.progress(counted());
                };
                // One that has to be filled again does so beside the others.
                copier.bring(chunk, progress, () -> {
                    if (filled.compareAndSet(false, true)) {
                        news.add(new News.Filled());
                    }
                });
            } catch (CopyException | InterruptedException | RuntimeException | Error e) {
                // Errors too: whoever waits for this chunk would wait for ever.
                thrown = e;
            }
            news.add(new News.Ended(chunk, filled.get(), thrown));
        });
    }

    private void takeNews(Duration patience) throws InterruptedException {
        News next = news.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null) {
            if (next instanceof News.Ended end) {
                take(end);
            } else {
                filling--;
                arriving++;
            }
            next = news.poll();
        }
    }

    private void take(News.Ended end) {
        if (end.wasFilled()) {
            arriving--;
        } else {
            filling--;
        }
        Counters last = running.remove(end.chunk().chunk().number());
        if (end.failure() != null) {
            fail(end.failure());
            return;
        }
        done++;
        synchronized (this) {
            arrived = arrived.plus(
                    new Counters(end.chunk().chunk().rows(), end.chunk().chunk().bytes(), 0, last.writtenRows(), 0));
        }
        server.progress(counted());
        tell();
    }

    private int onTheirWay() {
        return filling + arriving;
    }

    /** Those that arrive hold tables, too. */
    private boolean isBusy() {
        int workers = work.effort().workers();
        return filling >= workers || arriving >= workers;
    }

    /** The first one counts; it is why the others are killed. */
    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
            server.killRunning();
        }
    }

    private synchronized Counters counted() {
        Counters sum = arrived;
        for (Counters each : running.values()) {
            sum = sum.plus(new Counters(each.readRows(), each.readBytes(), 0, each.writtenRows(), each.writtenBytes()));
        }
        return sum;
    }

    private void tell() {
        Effort effort = work.effort();
        String limit = effort.wasSet() ? ", at most %d at a time".formatted(effort.workers()) : "";
        server.phrase("%d of %d chunks have arrived, %d on their way%s"
                .formatted(done, totals.chunks(), onTheirWay(), limit));
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
