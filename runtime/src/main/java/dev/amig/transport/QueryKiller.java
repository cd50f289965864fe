package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Kills queries by their id, with queries of its own on the same transport. */
public final class QueryKiller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Whoever has waited for a statement in vain shall not wait as long again; how it ended is looked up anyway. */
    private static final Duration PATIENCE_AFTER_TIMEOUT = Duration.ofSeconds(5);

    private final Node node;
    private final Sender sender;

    /** Sends a statement and waits for its end. Must not kill it when that takes too long: a server that is stuck would be sent kills without end. */
    @FunctionalInterface
    public interface Sender {
        Result send(Query query) throws QueryException;
    }

    public QueryKiller(Node node, Sender sender) {
        this.node = node;
        this.sender = sender;
    }

    /** @return whether such a query was running; it is gone when this returns */
    public boolean kill(String queryId) throws QueryException {
        return kill(queryId, PATIENCE);
    }

    /** @return whether the server has answered; if so, the query is gone */
    public boolean killAfterTimeout(String queryId) {
        try {
            kill(queryId, PATIENCE_AFTER_TIMEOUT);
            return true;
        } catch (QueryException e) {
            return false;
        }
    }

    private boolean kill(String queryId, Duration patience) throws QueryException {
        String sql = "KILL QUERY WHERE query_id = " + StringLiteral.of(queryId) + " SYNC";
        Query query = Query.of(sql, "amig-kill-" + UUID.randomUUID()).withTimeout(patience);
        List<List<Object>> killed = sender.send(query).rows();
        for (List<Object> row : killed) {
            if (!"finished".equals(row.get(0))) {
                String message = "the query " + queryId + " still runs; the server says of its end: " + row.get(0);
                throw new QueryException(Kind.SERVER, node, query.queryId(), 0, "", message, null);
            }
        }
        return !killed.isEmpty();
    }
}
