package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a server does on its own with the tables of a statement, and what may be in its way: mutations that are not done, a queue of
 * replication, many parts, merges.
 */
final class Background {
    /** By default ClickHouse slows inserts down at 1,000 parts of a partition; well before that it is worth a word. */
    private static final int MANY_PARTS = 300;

    private static final String MUTATIONS =
            "SELECT database, table, mutation_id, command, parts_to_do, latest_fail_reason"
                    + " FROM system.mutations WHERE NOT is_done ORDER BY create_time";
    private static final String QUEUES =
            "SELECT database, table, count(), dateDiff('second', min(create_time), now()), anyLast(last_exception)"
                    + " FROM system.replication_queue GROUP BY database, table";
    private static final String PARTS = "SELECT database, table, argMax(partition, n), max(n) FROM"
            + " (SELECT database, table, partition, count() AS n FROM system.parts WHERE active GROUP BY database, table, partition)"
            + " GROUP BY database, table HAVING max(n) >= " + MANY_PARTS;
    private static final String MERGES = "SELECT database, table, count(), toUInt64(max(elapsed))"
            + " FROM system.merges WHERE NOT is_mutation GROUP BY database, table";

    private final Inquiry inquiry;
    private final Node node;
    private final String statement;

    Background(Inquiry inquiry, Node node, String statement) {
        this.inquiry = inquiry;
        this.node = node;
        this.statement = statement;
    }

    /** One phrase for each. */
    List<String> phrases() throws QueryException {
        List<String> told = new ArrayList<>();
        told.addAll(aboutItsTables(
                MUTATIONS,
                row -> "mutation %s of %s (%s) has %s to do%s"
                        .formatted(
                                row.get(2),
                                table(row),
                                withoutBrackets((String) row.get(3)),
                                count(row.get(4), "part"),
                                because(", and failed last with: ", row.get(5)))));
        told.addAll(aboutItsTables(
                QUEUES,
                row -> "%s still to be replicated of %s, the oldest for %s s%s"
                        .formatted(count(row.get(2), "part"), table(row), row.get(3), because(": ", row.get(4)))));
        told.addAll(aboutItsTables(
                PARTS,
                row -> "partition %s of %s has %s, which slows inserts down"
                        .formatted(row.get(2), table(row), count(row.get(3), "part"))));
        told.addAll(aboutItsTables(
                MERGES,
                row -> "%s of %s under way, for %s s".formatted(count(row.get(2), "merge"), table(row), row.get(3))));
        return told;
    }

    private List<String> aboutItsTables(String question, Function<List<Object>, String> phrase) throws QueryException {
        return inquiry.rows(node, question).stream()
                .filter(row -> isSpokenOf((String) row.get(1)))
                .map(phrase)
                .toList();
    }

    private boolean isSpokenOf(String table) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(table) + "(?!\\w)")
                .matcher(statement)
                .find();
    }

    private static String because(String joint, Object reason) {
        return String.valueOf(reason).lines().findFirst().map(joint::concat).orElse("");
    }

    /** {@code 1 part}, {@code 12 parts}. */
    private static String count(Object number, String what) {
        return number + " " + what + (((Number) number).longValue() == 1 ? "" : "s");
    }

    /** Servers of today write {@code (DELETE WHERE …)}, those of yesterday wrote none. */
    private static String withoutBrackets(String command) {
        return command.startsWith("(") && command.endsWith(")") ? command.substring(1, command.length() - 1) : command;
    }

    private static String table(List<Object> row) {
        return row.get(0) + "." + row.get(1);
    }
}
