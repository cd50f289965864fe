package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryException;
import dev.amig.transport.StringLiteral;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** {@code system.processes} of a node. */
public final class Processes {
    private static final double MILLIS = 1000;

    private final Inquiry inquiry;

    public Processes(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** Those of the given queries that run. */
    public List<RunningQuery> of(Node node, Collection<String> queryIds) throws QueryException {
        String wanted = queryIds.stream().map(StringLiteral::of).collect(Collectors.joining(", "));
        return inquiry
                .rows(
                        node,
                        "SELECT query_id, elapsed, read_rows, read_bytes, total_rows_approx, written_rows, written_bytes"
                                + " FROM system.processes WHERE query_id IN (" + wanted + ")")
                .stream()
                .map(Processes::read)
                .toList();
    }

    private static RunningQuery read(List<Object> row) {
        return new RunningQuery(
                (String) row.get(0),
                Duration.ofMillis((long) (((Number) row.get(1)).doubleValue() * MILLIS)),
                new Counters(number(row, 2), number(row, 3), number(row, 4), number(row, 5), number(row, 6)));
    }

    private static long number(List<Object> row, int column) {
        return ((Number) row.get(column)).longValue();
    }
}
