package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Questions to nodes that change nothing and may be asked any number of times: they need no journal. Their query ids begin like
 * those of the run ({@code amig-41-ask-…}), so that whoever looks for its queries finds them too.
 */
public final class Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<Node, Transport> transports;
    private final String prefix;
    private final Map<String, String> always;
    private final Map<String, Node> asked = new ConcurrentHashMap<>();

    /** @param always settings of every question, such as {@code log_comment} */
    public Asking(Function<Node, Transport> transports, long run, Map<String, String> always) {
        this.always = always;
        this.transports = transports;
        this.prefix = QueryId.prefixOf(run) + "ask-";
    }

    /**
     * The single value of a query, within half a minute.
     *
     * @throws QueryException it failed, or gave anything but one row of one column
     */
    public Object value(Node node, String sql) throws QueryException {
        return value(node, sql, Map.of());
    }

    public Object value(Node node, String sql, Map<String, String> settings) throws QueryException {
        String queryId = prefix + UUID.randomUUID();
        Query query = Query.of(sql, queryId).withTimeout(PATIENCE).withSettings(with(settings));
        return single(node, queryId, sql, ask(node, query));
    }

    /** The first column of each row, within half a minute; of a statement that gives none, nothing. */
    public List<Object> values(Node node, String sql) throws QueryException {
        return ask(node, Query.of(sql, prefix + UUID.randomUUID()).withTimeout(PATIENCE)).rows().stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** A query's rows with their columns, within half a minute. */
    public Result result(Node node, String sql) throws QueryException {
        Query query = Query.of(sql, prefix + UUID.randomUUID()).withTimeout(PATIENCE);
        return ask(node, query.withSettings(always));
    }

    /**
     * All rows of a query, however long it takes.
     *
     * @throws QueryException it failed, or was cancelled by {@link #cancelAll}
     */
    public List<List<Object>> rows(Node node, String sql) throws QueryException {
        Query query = Query.of(sql, prefix + UUID.randomUUID())
                .withMaxRows(Integer.MAX_VALUE)
                .withSettings(always);
        return ask(node, query).rows();
    }

    private Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(always);
        return all;
    }

    private Result ask(Node node, Query query) throws QueryException {
        asked.put(query.queryId(), node);
        try {
            return transports.apply(node).execute(query, ProgressListener.NONE);
        } finally {
            asked.remove(query.queryId());
        }
    }

    private static Object single(Node node, String queryId, String sql, Result result) throws QueryException {
        if (result.rows().size() != 1 || result.columns().size() != 1) {
            throw new QueryException(
                    QueryException.Kind.SERVER,
                    node,
                    queryId,
                    0,
                    "",
                    "a single value was expected of: " + sql + "; got "
                            + result.rows().size() + " rows of "
                            + result.columns().size() + " columns",
                    null);
        }
        return result.rows().get(0).get(0);
    }

    /** Kills what is being asked; whoever waits for the answer gets a {@link QueryException}. */
    public void cancelAll() {
        asked.entrySet().parallelStream().forEach(it -> cancel(it.getKey(), it.getValue()));
    }

    private void cancel(String queryId, Node node) {
        try {
            transports.apply(node).cancel(queryId);
        } catch (QueryException e) {
            // It ends by its own time-out, within half a minute.
            return;
        }
    }
}
