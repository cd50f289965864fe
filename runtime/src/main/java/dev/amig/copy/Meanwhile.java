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

    /** Whether {@link #answer} returns at once. */
    boolean isAnswered() {
        return task.isDone();
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
