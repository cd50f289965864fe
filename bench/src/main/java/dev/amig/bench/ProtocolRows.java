package dev.amig.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as a server writes them in {@code RowDecoder.FORMAT}: names, types, and a line of JSON for each. */
final class ProtocolRows {
    private ProtocolRows() {}

    /** A tuple within a value; a list is an array. */
    record Tuple(List<Object> values) {}

    /** One row. */
    static String of(List<Object> row) {
        return of(row.size(), List.of(row));
    }

    /** @param width also where there is no row */
    static String of(int width, List<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder();
        text.append(names(width)).append(types(width, rows));
        rows.forEach(row -> text.append(json(row)).append("\n"));
        return text.toString();
    }

    private static String names(int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add("\"c" + i + "\"");
        }
        return names + "\n";
    }

    private static String types(int width, List<? extends List<?>> rows) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            types.add('"' + (rows.isEmpty() ? "String" : type(rows.get(0).get(i))) + '"');
        }
        return types + "\n";
    }

    private static String type(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple.values().stream().map(ProtocolRows::type).collect(Collectors.joining(", ", "Tuple(", ")"));
        } else if (value instanceof List<?> list) {
            return "Array(" + (list.isEmpty() ? "String" : type(list.get(0))) + ")";
        }
        return value instanceof Long ? "Int64" : "String";
    }

    private static String json(Object value) {
        if (value instanceof Tuple tuple) {
            return json(tuple.values());
        } else if (value instanceof List<?> list) {
            return list.stream().map(ProtocolRows::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Long ? value.toString() : "\"" + value + "\"";
    }
}
