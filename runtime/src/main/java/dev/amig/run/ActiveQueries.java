package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The statements of a run that this process waits for right now. */
final class ActiveQueries {
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(250);
    /**
     * For what is over in a moment. ClickHouse 26.7 answers a killed CREATE, ALTER or TRUNCATE with error 394 after it has done it, so
     * a kill makes of a statement that would have ended well one of which nobody knows what it did.
     */
    private static final Duration PATIENCE_WITH_DEFINITIONS = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Connections connections;
    private final Duration patienceWithDefinitions;
    private final Map<QueryId, Node> active = new ConcurrentHashMap<>();
    private final Set<QueryId> soonOver = ConcurrentHashMap.newKeySet();
    private final Map<QueryId, Thread> killers = new ConcurrentHashMap<>();
    private final Map<QueryId, Node> unheard = new ConcurrentHashMap<>();
    private final Set<QueryId> killed = ConcurrentHashMap.newKeySet();
    private volatile Predicate<QueryId> doomed = queryId -> false;

    ActiveQueries(Connections connections) {
        this(connections, PATIENCE_WITH_DEFINITIONS);
    }

    ActiveQueries(Connections connections, Duration patienceWithDefinitions) {
        this.connections = connections;
        this.patienceWithDefinitions = patienceWithDefinitions;
    }

    /** Before it is sent. */
    void add(QueryId queryId, Node node, String sql) {
        if (StatementKind.isSoonOver(sql)) {
            soonOver.add(queryId);
        }
        add(queryId, node);
    }

    /** Before its end is looked up, or waited for. */
    void add(QueryId queryId, Node node) {
        active.put(queryId, node);
        if (doomed.test(queryId)) {
            kill(queryId);
        }
    }

    /** When its end was heard of, or looked up. */
    void remove(QueryId queryId) {
        active.remove(queryId);
        killers.remove(queryId);
        soonOver.remove(queryId);
    }

    /** It was looked up in vain: it may still run. */
    void neverHeardOf(QueryId queryId, Node node) {
        unheard.put(queryId, node);
    }

    /** Those that this process has sent, and of which it could not find out whether they have ended. */
    Map<QueryId, Node> unheard() {
        return Map.copyOf(unheard);
    }

    /** Whether a kill has found one of them running. */
    boolean hasKilled() {
        return !killed.isEmpty();
    }

    /** Every one that there is now; returns at once. */
    void killAll() {
        active.keySet().forEach(this::kill);
    }

    /** The same for those that one action runs on one node. */
    void killAll(Node node, String action) {
        active.forEach((queryId, on) -> {
            if (on.equals(node) && queryId.action().equals(action)) {
                kill(queryId);
            }
        });
    }

    /** Every one that there is now or that will come, of those that are meant; returns at once. */
    void killFromNowOn(Predicate<QueryId> which) {
        doomed = which;
        active.keySet().stream().filter(which).forEach(this::kill);
    }

    private void kill(QueryId queryId) {
        killers.computeIfAbsent(queryId, this::killer);
    }

    private Thread killer(QueryId queryId) {
        Thread thread = new Thread(() -> killUntilHeard(queryId), "amig-kill");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Once is not enough: a statement that was intended a moment ago may reach its server after the kill. Whoever waits for it
     * hears of its end in the ordinary way.
     */
    private void killUntilHeard(QueryId queryId) {
        try {
            awaitEnd(queryId);
            for (Node node = active.get(queryId); node != null; node = active.get(queryId)) {
                kill(queryId, node);
                Thread.sleep(BETWEEN_KILLS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(QueryId queryId) throws InterruptedException {
        Deadline patience = new Deadline(patienceWithDefinitions);
        while (soonOver.contains(queryId) && !patience.isOver()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private void kill(QueryId queryId, Node node) {
        try {
            if (connections.to(node).cancel(queryId.toString())) {
                killed.add(queryId);
            }
        } catch (QueryException e) {
            // Tried again until the statement's own thread, which waits for it or looks its outcome up, has ended.
            return;
        }
    }
}
