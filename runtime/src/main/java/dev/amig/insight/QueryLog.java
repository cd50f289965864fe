package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.StringLiteral;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** {@code system.query_log} of a node, as far as it is about statements of one journal. */
public final class QueryLog {
    private static final int UNKNOWN_TABLE = 60;

    private final Inquiry inquiry;
    private final String journalId;

    public QueryLog(Inquiry inquiry, String journalId) {
        this.inquiry = inquiry;
        this.journalId = journalId;
    }

    /** How those of the queries ended that have. */
    public List<QueryEnd> ends(Node node, Collection<String> queryIds) throws QueryException {
        String wanted = queryIds.stream().map(StringLiteral::of).collect(Collectors.joining(", "));
        return ask(node, "query_id IN (" + wanted + ")");
    }

    /** Those of some runs that ended with an exception. */
    public List<QueryEnd> exceptions(Node node, Collection<Long> runs) throws QueryException {
        String wanted = runs.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return ask(node, "exception_code != 0 AND JSONExtractInt(log_comment, 'run') IN (" + wanted + ")");
    }

    private List<QueryEnd> ask(Node node, String which) throws QueryException {
        inquiry.rows(node, "SYSTEM FLUSH LOGS");
        try {
            // Another journal may have used the same run number on this server: the comment tells them apart.
            return inquiry
                    .rows(
                            node,
                            "SELECT " + QueryEnd.COLUMNS + " FROM system.query_log WHERE " + which
                                    + " AND type != 'QueryStart' AND JSONExtractString(log_comment, 'journal') = "
                                    + StringLiteral.of(journalId)
                                    + " ORDER BY event_time_microseconds DESC LIMIT 1 BY query_id")
                    .stream()
                    .map(QueryEnd::read)
                    .toList();
        } catch (QueryException e) {
            // The server makes the log's table when it first has something to write: a fresh one has none.
            if (e.code() == UNKNOWN_TABLE) {
                return List.of();
            }
            throw e;
        }
    }
}
