package dev.amig.insight;

import dev.amig.journal.Outcome;
import dev.amig.transport.Counters;
import java.time.Duration;
import java.util.List;

/** How a query ended, as {@code system.query_log} tells. */
public record QueryEnd(String queryId, Outcome outcome) {
    private static final int QUERY_WAS_CANCELLED = 394;

    /** The columns that {@link #read} wants. */
    static final String COLUMNS =
            "query_id, toString(type), exception_code, exception, read_rows, read_bytes, written_rows, written_bytes, query_duration_ms";

    static QueryEnd read(List<Object> row) {
        String queryId = (String) row.get(0);
        if (row.get(1).equals("QueryFinish")) {
            Counters counters = new Counters(number(row, 4), number(row, 5), 0, number(row, 6), number(row, 7));
            return new QueryEnd(queryId, new Outcome.Applied(counters, Duration.ofMillis(number(row, 8))));
        }
        int code = (int) number(row, 2);
        String message = String.valueOf(row.get(3)).lines().findFirst().orElse("");
        return new QueryEnd(
                queryId,
                code == QUERY_WAS_CANCELLED ? new Outcome.Cancelled(message) : new Outcome.Failed(code, message));
    }

    /** {@code finished, 600 rows written}. */
    public String words() {
        if (outcome instanceof Outcome.Applied applied) {
            return "finished, %,d rows written".formatted(applied.counters().writtenRows());
        }
        if (outcome instanceof Outcome.Failed failed) {
            return "failed with " + failed.message();
        }
        return "was killed";
    }

    private static long number(List<Object> row, int column) {
        return ((Number) row.get(column)).longValue();
    }
}
