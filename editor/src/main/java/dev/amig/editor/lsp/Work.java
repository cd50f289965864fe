package dev.amig.editor.lsp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One thread that does everything in the order in which it came: the service is not for several. A while after the last
 * change, not after each, the documents are checked.
 */
final class Work implements AutoCloseable {
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
        planned = thread.schedule(check, quiet.toMillis(), TimeUnit.MILLISECONDS);
    }

    <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
