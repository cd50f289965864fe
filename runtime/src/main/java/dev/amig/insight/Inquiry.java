package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Reads from many nodes at once, with little patience: a node that does not answer is news, not a reason to wait. */
public final class Inquiry implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;

    private final Function<Node, Transport> transports;
    private final ExecutorService threads;

    public Inquiry(Function<Node, Transport> transports) {
        this.transports = transports;
        this.threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "amig-inquiry");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is to be found out on one node. */
    public interface Question<T> {
        T ask(Node node) throws QueryException;
    }

    /** What a node says; or, when it does not answer, why. */
    public record Answer<T>(T value, String silence) {
        public boolean isGiven() {
            return silence == null;
        }
    }

    /** By the node's id, in the order of the nodes. */
    public <T> Map<String, Answer<T>> all(Collection<Node> nodes, Question<T> question) throws InterruptedException {
        Map<String, Future<Answer<T>>> asked = new LinkedHashMap<>();
        nodes.forEach(node -> asked.put(node.id(), threads.submit(() -> answer(node, question))));
        Map<String, Answer<T>> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Answer<T>>> entry : asked.entrySet()) {
            try {
                answers.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return answers;
    }

    private static <T> Answer<T> answer(Node node, Question<T> question) {
        try {
            return new Answer<>(question.ask(node), null);
        } catch (QueryException e) {
            return new Answer<>(null, e.getMessage());
        }
    }

    /** Rows of a query that changes nothing, within five seconds. */
    public List<List<Object>> rows(Node node, String sql) throws QueryException {
        Query query = Query.of(sql, "amig-look-" + UUID.randomUUID()).withTimeout(PATIENCE);
        return transports.apply(node).execute(query, ProgressListener.NONE).rows();
    }

    /** @return whether such a query was running; it is gone when this returns */
    boolean kill(Node node, String queryId) throws QueryException {
        return transports.apply(node).cancel(queryId);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
