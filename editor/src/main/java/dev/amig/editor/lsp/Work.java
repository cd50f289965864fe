package dev.amig.editor.lsp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One thread that does everything in the order in which it came: the service is not for several. A while after the last
 * change, not after each, the documents are checked.
 */
final class Work implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Work.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "amig language service");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration quiet;
    private Runnable check = () -> {};
    private Future<?> planned = CompletableFuture.completedFuture(null);

    /** @param quiet how long nothing must have changed before documents are checked */
    Work(Duration quiet) {
        this.quiet = quiet;
    }

    void checkWith(Runnable check) {
        this.check = check;
    }

    synchronized void change(Runnable change) {
        thread.execute(change);
        planned.cancel(false);
        planned = thread.schedule(this::check, quiet.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What fails here has no asker who could be told. */
    private void check() {
        try {
            check.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the documents could not be checked", e);
        }
    }

    <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
