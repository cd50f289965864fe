package dev.amig.plan;

import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * What a copy does on one node.
 *
 * @param columns absent: every insertable column of the destination, which the node is asked for
 * @param where   a predicate over the source's columns
 */
public record CopyTask(
        QualifiedName source,
        QualifiedName destination,
        Optional<List<Field>> columns,
        Optional<String> where,
        List<Throttle> throttles) {
    public CopyTask {
        columns = columns.map(List::copyOf);
        throttles = List.copyOf(throttles);
    }

    /** A column of the destination and the expression over the source's columns that fills it. */
    public record Field(String column, String expression) {}

    /** @param query while its only value is true, no chunk begins */
    public record Throttle(String reason, String query) {}

    /** The destination's columns, in backticks where needed; empty if they have to be asked for. */
    Optional<String> columnList() {
        return columns.map(
                fields -> fields.stream().map(Field::column).map(CopyTask::name).collect(joining()));
    }

    Optional<String> expressionList() {
        return columns.map(fields -> fields.stream().map(Field::expression).collect(joining()));
    }

    private static Collector<CharSequence, ?, String> joining() {
        return Collectors.joining(", ");
    }

    static String name(String column) {
        return Identifiers.isPlain(column) ? column : Identifiers.quote(column);
    }
}
