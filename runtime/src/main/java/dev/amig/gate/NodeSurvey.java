package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at many nodes at once, and tells of every one that is not as it should be, not of the first alone. */
final class NodeSurvey {
    private static final int AT_ONCE = 16;
    private static final int TOLD = 5;
    private static final int READONLY = 164;

    private NodeSurvey() {}

    interface Inspection {
        /** @return what is wrong with the node, for a person */
        Optional<String> of(Node node) throws QueryException, InterruptedException;
    }

    /** What is wrong, in the nodes' order; empty: nothing. A node that does not answer is wrong, too. */
    static Optional<String> complaints(List<Node> nodes, Inspection inspection) throws InterruptedException {
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, nodes.size()), NodeSurvey::thread);
        try {
            List<Callable<Optional<String>>> looks = new ArrayList<>();
            nodes.forEach(node -> looks.add(() -> look(node, inspection)));
            return together(pool.invokeAll(looks));
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<String> look(Node node, Inspection inspection) throws InterruptedException {
        try {
            return inspection.of(node);
        } catch (QueryException e) {
            return Optional.of(told(e));
        }
    }

    static String told(QueryException e) {
        // max_execution_time and log_comment are settings, and a user of a profile with readonly = 1 may set none.
        String hint = e.code() == READONLY ? "; amig's user needs a profile without readonly" : "";
        return e.node() + ": " + e.getMessage() + hint;
    }

    private static Optional<String> together(List<Future<Optional<String>>> looks) throws InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (Future<Optional<String>> look : looks) {
            try {
                look.get().ifPresent(complaints::add);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (complaints.isEmpty()) {
            return Optional.empty();
        }
        String told = String.join("; ", complaints.subList(0, Math.min(TOLD, complaints.size())));
        int more = complaints.size() - TOLD;
        return Optional.of(more <= 0 ? told : told + "; and " + more + " more nodes");
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amig-survey");
        thread.setDaemon(true);
        return thread;
    }
}
