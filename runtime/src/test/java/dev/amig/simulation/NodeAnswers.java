package dev.amig.simulation;

import dev.amig.transport.Counters;
import dev.amig.transport.Result;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a simulated node says to questions that change nothing: those of the look-up of an outcome, and of the start checks. */
final class NodeAnswers {
    private static final Pattern QUERY_ID = Pattern.compile("query_id = '([^']+)'");

    private final SimulatedNode server;

    NodeAnswers(SimulatedNode server) {
        this.server = server;
    }

    Result to(String sql) {
        Matcher id = QUERY_ID.matcher(sql);
        if (sql.contains("FROM system.processes") && id.find()) {
            return server.isRunning(id.group(1)) ? row(1L, 1L, 0L, 1L, 1L) : rows(5, List.of());
        }
        if (sql.contains("FROM system.query_log") && id.find()) {
            SimulatedNode.LogLine line = server.logged(id.group(1));
            return line == null
                    ? rows(9, List.of())
                    : row(
                            line.code() == 0 ? "QueryFinish" : "ExceptionWhileProcessing",
                            (long) line.code(),
                            line.exception(),
                            1L,
                            1L,
                            1L,
                            1L,
                            1L,
                            "");
        }
        if (sql.contains("getSetting('readonly')")) {
            return row("0", "1");
        }
        if (sql.contains("SELECT query_id FROM system.processes")) {
            return rows(
                    1, server.running().stream().map(it -> List.<Object>of(it)).toList());
        }
        // Whose they are: of the one cluster that a story has, so the journal's id makes no difference.
        if (sql.contains("empty(Settings) FROM system.processes")) {
            return rows(
                    3,
                    server.running().stream()
                            .map(it -> List.<Object>of(it, "", 0L))
                            .toList());
        }
        if (sql.contains("version()")) {
            return row("26.7.2.1");
        }
        // No other database engine, no running query: whatever is counted is not there.
        if (sql.contains("count")) {
            return row(0L);
        }
        return row(1L);
    }

    private static Result row(Object... values) {
        return rows(values.length, List.of(List.of(values)));
    }

    private static Result rows(int width, List<List<Object>> rows) {
        List<Result.Column> columns = IntStream.range(0, width)
                .mapToObj(i -> new Result.Column("c" + i, "String"))
                .toList();
        return new Result(columns, rows, false, Counters.ZERO, Duration.ofMillis(1));
    }
}
