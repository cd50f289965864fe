package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryLogs;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Finds out how a statement ended whose answer never came. The order is that of EXECUTION.md, section 4: still running: wait
 * for it; else the query log; else nobody knows.
 */
final class OutcomeLookup {
    private static final Duration POLL = Duration.ofMillis(300);
    /** Every look makes the server write its logs out, which is not free. */
    private static final Duration POLL_UNSEEN = Duration.ofSeconds(1);
    /** A request that was on the wire when its connection broke may reach the server a moment later. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int UNKNOWN_TABLE = 60;
    private static final int QUERY_WAS_CANCELLED = 394;

    private final Connections connections;
    private final String journalId;
    private final String notBefore;
    private final Supplier<Duration> patience;
    private final Pace pace;

    /**
     * @param run      whose statements are looked up: none of them is older than it
     * @param patience how long a node may stay unreachable before its answer is given up
     */
    OutcomeLookup(Connections connections, String journalId, Run run, Supplier<Duration> patience, Pace pace) {
        this.connections = connections;
        this.journalId = journalId;
        this.notBefore = QueryLogs.notBefore(run.startedAt());
        this.patience = patience;
        this.pace = pace;
    }

    Outcome of(QueryId queryId, Node node, ProgressListener progress) throws InterruptedException {
        long unreachableSince = 0;
        long unseenSince = 0;
        while (true) {
            try {
                Transport transport = connections.to(node);
                if (node.isPostgres()) {
                    Optional<Outcome> outcome = new PostgresOutcome(transport, queryId, journalId).look();
                    if (outcome.isPresent()) {
                        return outcome.get();
                    }
                } else if (isRunning(transport, queryId, progress)) {
                    unseenSince = 0;
                } else {
                    Outcome logged = logged(transport, queryId);
                    if (logged != null) {
                        return logged;
                    }
                    unseenSince = unseenSince == 0 ? pace.nanoTime() : unseenSince;
                    if (pace.nanoTime() - unseenSince > GRACE.toNanos()) {
                        return new Outcome.Unknown("neither system.processes nor system.query_log of " + node
                                + " knows the end of query " + queryId);
                    }
                }
                unreachableSince = 0;
            } catch (QueryException e) {
                unreachableSince = unreachableSince == 0 ? pace.nanoTime() : unreachableSince;
                if (pace.nanoTime() - unreachableSince > patience.get().toNanos()) {
                    return new Outcome.Unknown("the outcome of query " + queryId + " could not be asked for: " + node
                            + ": " + e.getMessage());
                }
            }
            pace.sleep(unseenSince == 0 ? POLL : POLL_UNSEEN);
        }
    }

    private boolean isRunning(Transport transport, QueryId queryId, ProgressListener progress) throws QueryException {
        Result result = ask(
                transport,
                "SELECT read_rows, read_bytes, total_rows_approx, written_rows, written_bytes FROM system.processes WHERE query_id = "
                        + literal(queryId));
        if (result.rows().isEmpty()) {
            return false;
        }
        List<Object> row = result.rows().get(0);
        progress.progress(new Counters(number(row, 0), number(row, 1), number(row, 2), number(row, 3), number(row, 4)));
        return true;
    }

    /** @return null when the log has no end of this query */
    private Outcome logged(Transport transport, QueryId queryId) throws QueryException {
        // Most have ended long ago, and were written out since: to make a server write all its logs costs it much.
        Outcome written = endInLog(transport, queryId);
        if (written == null) {
            QueryLogs.flush(sql -> ask(transport, sql));
            written = endInLog(transport, queryId);
        }
        return written;
    }

    private Outcome endInLog(Transport transport, QueryId queryId) throws QueryException {
        try {
            return end(transport, queryId);
        } catch (QueryException e) {
            // The server makes the log's table when it first has something to write: a fresh one has none.
            if (e.code() == UNKNOWN_TABLE) {
                return null;
            }
            throw e;
        }
    }

    private Outcome end(Transport transport, QueryId queryId) throws QueryException {
        // Another journal may have used the same run number on this server: the comment tells them apart.
        Result result = ask(
                transport,
                "SELECT toString(type), exception_code, exception, read_rows, read_bytes, written_rows, written_bytes, query_duration_ms, "
                        + "if(match(query, '(?i)\\\\bON\\\\s+CLUSTER\\\\b'), query, '') "
                        + "FROM system.query_log WHERE " + notBefore + " AND query_id = "
                        + literal(queryId)
                        + " AND type != 'QueryStart' AND JSONExtractString(log_comment, 'journal') = '" + journalId
                        + "' ORDER BY event_time_microseconds DESC");
        if (result.rows().isEmpty()) {
            return null;
        }
        List<Object> row = result.rows().get(0);
        if (row.get(0).equals("QueryFinish")) {
            Outcome.Applied applied = new Outcome.Applied(
                    new Counters(number(row, 3), number(row, 4), 0, number(row, 5), number(row, 6)),
                    Duration.ofMillis(number(row, 7)));
            return ClusterDdl.isOnCluster(String.valueOf(row.get(8)))
                    ? onCluster(transport, queryId, applied)
                    : applied;
        }
        int code = (int) number(row, 1);
        String message = String.valueOf(row.get(2));
        return code == QUERY_WAS_CANCELLED ? new Outcome.Cancelled(message) : new Outcome.Failed(code, message);
    }

    /** That it has finished here says nothing of the other hosts. */
    private Outcome onCluster(Transport transport, QueryId queryId, Outcome.Applied applied) throws QueryException {
        Result hosts = ask(transport, ClusterDdl.question(LogComment.of(journalId, queryId)));
        return ClusterDdl.answered(hosts).orElseThrow().outcome(applied);
    }

    private static Result ask(Transport transport, String sql) throws QueryException {
        Query query = Query.of(sql, "amig-lookup-" + UUID.randomUUID()).withTimeout(Duration.ofSeconds(30));
        return transport.execute(query, ProgressListener.NONE);
    }

    private static String literal(QueryId queryId) {
        return "'" + queryId.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static long number(List<Object> row, int column) {
        return ((Number) row.get(column)).longValue();
    }
}
