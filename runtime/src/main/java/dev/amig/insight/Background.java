package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server does on its own with the tables of a statement, and what may be in its way: mutations that are not done, a queue of
 * replication, many parts, merges.
 */
final class Background {
    /** ClickHouse begins to slow inserts down at 1,000 parts of a partition; from here on it is worth a word. */
    private static final int MANY_PARTS = 300;

    private final Inquiry inquiry;

    Background(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** One phrase each. */
    List<String> of(Node node, String sql) throws QueryException {
        List<String> told = new ArrayList<>();
        for (List<Object> row : tablesOf(sql, node, MUTATIONS)) {
            String reason = String.valueOf(row.get(5));
            told.add("mutation %s of %s (%s) has %s parts to do%s"
                    .formatted(
                            row.get(2),
                            name(row),
                            row.get(3),
                            row.get(4),
                            reason.isEmpty() ? "" : ", and failed last with: " + firstLine(reason)));
        }
        for (List<Object> row : tablesOf(sql, node, QUEUES)) {
            String reason = String.valueOf(row.get(4));
            told.add("the replication queue of %s has %s entries, the oldest for %s s%s"
                    .formatted(
                            name(row), row.get(2), row.get(3), reason.isEmpty() ? "" : ", with: " + firstLine(reason)));
        }
        for (List<Object> row : tablesOf(sql, node, PARTS)) {
            told.add("partition %s of %s has %s parts".formatted(row.get(2), name(row), row.get(3)));
        }
        for (List<Object> row : tablesOf(sql, node, MERGES)) {
            told.add("%s merges of %s are running, the longest for %s s".formatted(row.get(2), name(row), row.get(3)));
        }
        return told;
    }

    private static final String MUTATIONS =
            "SELECT database, table, mutation_id, command, parts_to_do, latest_fail_reason FROM system.mutations WHERE NOT is_done ORDER BY create_time";
    private static final String QUEUES =
            "SELECT database, table, count(), dateDiff('second', min(create_time), now()), anyLast(last_exception) FROM system.replication_queue GROUP BY database, table";
    private static final String PARTS =
            "SELECT database, table, argMax(partition, n), max(n) FROM (SELECT database, table, partition, count() AS n FROM system.parts WHERE active GROUP BY database, table, partition) GROUP BY database, table HAVING max(n) >= "
                    + MANY_PARTS;
    private static final String MERGES =
            "SELECT database, table, count(), toUInt64(max(elapsed)) FROM system.merges WHERE NOT is_mutation GROUP BY database, table";

    /** Rows about tables that the statement speaks of. */
    private List<List<Object>> tablesOf(String sql, Node node, String question) throws QueryException {
        return inquiry.rows(node, question).stream()
                .filter(row -> sql.contains((String) row.get(1)))
                .toList();
    }

    private static String name(List<Object> row) {
        return row.get(0) + "." + row.get(1);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
