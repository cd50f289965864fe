package dev.amig.faults;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.util.HashMap;
import java.util.Map;

/** What the servers themselves say of a run's statements; the journal is not asked. */
final class QueryLog {
    /** A statement, however often it was sent. */
    record Statement(String action, String node, QueryId.Direction direction, int number) {
        static Statement of(QueryId id) {
            return new Statement(id.action(), id.node(), id.direction(), id.statement());
        }

        @Override
        public String toString() {
            return action + " on " + node + ", " + direction + " " + number;
        }
    }

    /**
     * One sending that has reached its server.
     *
     * @param finished whether the server has done it
     */
    record Sending(String sql, boolean finished) {}

    private final Map<QueryId, Sending> sendings;

    private QueryLog(Map<QueryId, Sending> sendings) {
        this.sendings = sendings;
    }

    static void flush(Workbench bench) throws QueryException {
        for (Node node : bench.address().nodes()) {
            bench.rows(node, "SYSTEM FLUSH LOGS");
        }
    }

    /** Of all runs of the journal, on every ClickHouse node, as last flushed: to read it takes a server as long for one run. */
    static QueryLog of(Workbench bench) throws QueryException {
        Map<QueryId, Sending> sendings = new HashMap<>();
        for (Node node : bench.address().nodes()) {
            bench.rows(
                            node,
                            "SELECT query_id, any(query), max(type = 'QueryFinish') FROM system.query_log WHERE startsWith(query_id, 'amig-') AND JSONExtractString(log_comment, 'journal') = '"
                                    + bench.journal().id() + "' GROUP BY query_id")
                    // What a run only asks has no statement's id.
                    .forEach(row -> QueryId.parse(row.get(0).toString())
                            .ifPresent(id -> sendings.put(
                                    id, new Sending(row.get(1).toString(), ((Number) row.get(2)).intValue() == 1))));
        }
        return new QueryLog(sendings);
    }

    QueryLog of(long run) {
        Map<QueryId, Sending> ofRun = new HashMap<>(sendings);
        ofRun.keySet().removeIf(id -> id.run() != run);
        return new QueryLog(ofRun);
    }

    boolean knows(QueryId id) {
        return sendings.containsKey(id);
    }

    Map<QueryId, Sending> sendings() {
        return sendings;
    }

    /** How many sendings of each statement were done. */
    Map<Statement, Integer> finished() {
        Map<Statement, Integer> counts = new HashMap<>();
        sendings.forEach((id, sending) -> counts.merge(Statement.of(id), sending.finished() ? 1 : 0, Integer::sum));
        return counts;
    }

    /** How many sendings of each statement have reached their server, done or not. */
    Map<Statement, Integer> arrived() {
        Map<Statement, Integer> counts = new HashMap<>();
        sendings.keySet().forEach(id -> counts.merge(Statement.of(id), 1, Integer::sum));
        return counts;
    }
}
