package dev.amig.copy;

import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.transport.Counters;
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
import java.util.concurrent.locks.ReentrantLock;

/** Several chunks of a node at the same time, as many as the effort allows while nothing throttles them. */
final class ChunkWorkers {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final CopyServer server;
    private final CopyWork work;
    private final Throttle throttle;
    private final ChunkCopier copier;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Counters> running = new ConcurrentHashMap<>();
    private Counters arrived = Counters.ZERO;
    private CopyTotals totals;
    private int done;
    private int active;
    private Throwable failure;

    ChunkWorkers(CopyServer server, CopyBook book, CopyWork work, Throttle throttle) {
        this.server = server;
        this.work = work;
        this.throttle = throttle;
        this.copier = new ChunkCopier(server, book, work, new ReentrantLock());
    }

    /** @param failure null when the chunk has arrived */
    private record Ended(ChunkRecord chunk, Throwable failure) {}

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
            while (active > 0 || (!waiting.isEmpty() && failure == null)) {
                if (mayBegin(waiting)) {
                    begin(waiting.removeFirst(), pool);
                }
                boolean full = waiting.isEmpty() || active >= work.effort().workers();
                takeEnded(full || failure != null ? LOOK : Duration.ZERO);
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
            if (reason.isEmpty() && active >= work.effort().workers()) {
                return false;
            }
            reason = reason.isPresent() ? reason : throttle.reason();
            if (reason.isPresent()) {
                server.waiting(reason.get() + (active == 0 ? "" : "; %d on their way".formatted(active)));
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
        active++;
        running.put(chunk.chunk().number(), Counters.ZERO);
        tell();
        pool.execute(() -> {
            Throwable thrown = null;
            try {
                copier.bring(chunk, counters -> {
                    running.put(chunk.chunk().number(), counters);
                    server.progress(counted());
                });
            } catch (CopyException | InterruptedException | RuntimeException | Error e) {
                // Errors too: whoever waits for this chunk would wait for ever.
                thrown = e;
            }
            ended.add(new Ended(chunk, thrown));
        });
    }

    private void takeEnded(Duration patience) throws InterruptedException {
        Ended end = ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        while (end != null) {
            active--;
            int number = end.chunk().chunk().number();
            Counters last = running.remove(number);
            if (end.failure() != null) {
                fail(end.failure());
            } else {
                done++;
                synchronized (this) {
                    arrived = arrived.plus(new Counters(
                            end.chunk().chunk().rows(), end.chunk().chunk().bytes(), 0, last.writtenRows(), 0));
                }
                server.progress(counted());
                tell();
            }
            end = ended.poll();
        }
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
        server.phrase(
                "%d of %d chunks have arrived, %d on their way%s".formatted(done, totals.chunks(), active, limit));
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
