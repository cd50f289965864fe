package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryLogs;
import dev.amig.transport.StringLiteral;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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

    /** How those of the attempts ended that have. */
    public List<QueryEnd> ends(Node node, Collection<AttemptRecord> attempts) throws QueryException {
        String wanted = attempts.stream()
                .map(it -> StringLiteral.of(it.queryId().toString()))
                .collect(Collectors.joining(", "));
        return ask(node, earliest(attempts, AttemptRecord::intendedAt), "query_id IN (" + wanted + ")");
    }

    /** Those of some runs that ended with an exception. */
    public List<QueryEnd> exceptions(Node node, Collection<Run> runs) throws QueryException {
        String wanted = runs.stream().map(it -> String.valueOf(it.id())).collect(Collectors.joining(", "));
        return ask(
                node,
                earliest(runs, Run::startedAt),
                "exception_code != 0 AND JSONExtractInt(log_comment, 'run') IN (" + wanted + ")");
    }

    private static <T> Instant earliest(Collection<T> all, Function<T, Instant> when) {
        return all.stream().map(when).min(Comparator.naturalOrder()).orElseThrow();
    }

    private List<QueryEnd> ask(Node node, Instant earliest, String which) throws QueryException {
        QueryLogs.flush(sql -> inquiry.rows(node, sql));
        try {
            // Another journal may have used the same run number on this server: the comment tells them apart.
            return inquiry
                    .rows(
                            node,
                            "SELECT " + QueryEnd.COLUMNS + " FROM system.query_log WHERE "
                                    + QueryLogs.notBefore(earliest)
                                    + " AND " + which
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
