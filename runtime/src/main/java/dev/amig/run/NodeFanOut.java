package dev.amig.run;

import dev.amig.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same on several nodes at once, waits for all of them, and loses no failure. */
final class NodeFanOut {
    /** Nothing here calls deeply; a thousand threads wait at once. In bytes. */
    private static final long STACK = 256 * 1024;

    private NodeFanOut() {}

    interface NodeTask<T> {
        T on(NodePlan node) throws InterruptedException;
    }

    /**
     * @return what came of each node, in the order of {@code nodes}
     * @throws RuntimeException the first one thrown by a task, after all tasks have ended
     */
    static <T> List<T> run(List<NodePlan> nodes, OptionalInt atOnce, NodeTask<T> task) throws InterruptedException {
        if (nodes.isEmpty()) {
            return List.of();
        }
        int threads = Math.min(nodes.size(), atOnce.orElse(nodes.size()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, NodeFanOut::thread);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            nodes.forEach(node -> calls.add(() -> task.on(node)));
            return collect(pool.invokeAll(calls));
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> collect(List<Future<T>> futures) throws InterruptedException {
        List<T> results = new ArrayList<>();
        RuntimeException failure = null;
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                RuntimeException thrown =
                        e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
                if (failure == null) {
                    failure = thrown;
                } else {
                    failure.addSuppressed(thrown);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "amig-node", STACK);
        thread.setDaemon(true);
        return thread;
    }
}
