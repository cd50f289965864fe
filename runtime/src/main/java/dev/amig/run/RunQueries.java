package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.language.sql.Literals;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What one run has on a ClickHouse node right now, found by its query ids: it does not matter which process has sent it. The parts
 * that a Distributed table sends to other nodes carry the first query's id, so they are found there, too.
 */
final class RunQueries {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connections connections;
    private final String prefix;
    private final String journalId;

    RunQueries(Connections connections, long run, String journalId) {
        this.connections = connections;
        this.prefix = QueryId.prefixOf(run);
        this.journalId = journalId;
    }

    /** Query ids, in alphabetical order. */
    List<String> on(Node node) throws QueryException {
        // Another journal may have used the same run number on this cluster: the comment tells them apart. A query that
        // ends is listed for a moment without its settings: it counts as the run's, for it is not gone yet.
        String sql =
                "SELECT query_id FROM system.processes WHERE startsWith(initial_query_id, " + Literals.quote(prefix)
                        + ") AND (empty(Settings) OR JSONExtractString(Settings['log_comment'], 'journal') = "
                        + Literals.quote(journalId) + ") ORDER BY query_id";
        Query query = Query.of(sql, "amig-look-" + UUID.randomUUID()).withTimeout(PATIENCE);
        return connections.to(node).execute(query, ProgressListener.NONE).rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    /** What a person types to see them. */
    String howToLook() {
        return "SELECT query_id, elapsed FROM system.processes WHERE startsWith(initial_query_id, "
                + Literals.quote(prefix) + ")";
    }
}
