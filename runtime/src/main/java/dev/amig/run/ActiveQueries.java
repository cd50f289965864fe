package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements of a run that are on a server right now: what a stop has to kill. */
final class ActiveQueries {
    private final Connections connections;
    private final Map<QueryId, Node> active = new ConcurrentHashMap<>();

    ActiveQueries(Connections connections) {
        this.connections = connections;
    }

    void add(QueryId queryId, Node node) {
        active.put(queryId, node);
    }

    void remove(QueryId queryId) {
        active.remove(queryId);
    }

    /**
     * Kills every one on its node. Whoever waits for the statement hears of its end in the ordinary way, so a kill that
     * fails is not lost: the statement is then waited for.
     */
    void killAll() {
        active.entrySet().parallelStream().forEach(entry -> kill(entry.getKey(), entry.getValue()));
    }

    /** The same for those that one action runs on one node. */
    void killAll(Node node, String action) {
        active.entrySet().stream()
                .filter(it -> it.getValue().equals(node) && it.getKey().action().equals(action))
                .parallel()
                .forEach(it -> kill(it.getKey(), it.getValue()));
    }

    private void kill(QueryId queryId, Node node) {
        try {
            connections.to(node).cancel(queryId.toString());
        } catch (QueryException e) {
            // The statement's own thread is still waiting for it and will look its outcome up.
            return;
        }
    }
}
