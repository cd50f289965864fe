package dev.amig.copy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A question that a thread of its own asks, while the asker asks something else: each has its way there and back. */
final class Meanwhile<T> {
    private final FutureTask<T> task;

    interface Question<T> {
        T ask() throws CopyException, InterruptedException;
    }

    private Meanwhile(Question<T> question) {
        this.task = new FutureTask<>(question::ask);
    }

    static <T> Meanwhile<T> ask(Question<T> question) {
        Meanwhile<T> meanwhile = new Meanwhile<>(question);
        Thread thread = new Thread(meanwhile.task, "amig-question");
        thread.setDaemon(true);
        thread.start();
        return meanwhile;
    }

    /** Asks another one here. When that fails, this one's end is awaited all the same: nothing is left running on the server. */
    <S> S beside(Question<S> other) throws CopyException, InterruptedException {
        try {
            return other.ask();
        } catch (CopyException | RuntimeException e) {
            awaitEnd();
            throw e;
        }
    }

    private void awaitEnd() throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            // What failed first is told; this failed for the same reason, or counts for nothing now.
            return;
        }
    }

    /** @throws CopyException what the question has thrown */
    T answer() throws CopyException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CopyException thrown) {
                throw thrown;
            } else if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
