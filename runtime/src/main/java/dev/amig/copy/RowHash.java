package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.language.sql.Literals;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One number for all copied values of a row; the sum of a table's numbers does not mind the order of its rows.
 *
 * <p>{@code cityHash64} gives NULL as soon as one of its arguments is NULL (26.7), and a sum passes over it: such a row would not count.
 * So a NULL is told apart by a flag beside it; and where it may hide deeper in a value, or where values of a column have types of their
 * own, the bytes of {@code RowBinary} are hashed, which are different for different values of any type.
 */
final class RowHash {
    private static final Pattern NEEDS_BYTES =
            Pattern.compile("\\b(?:Nullable|Variant|Dynamic|JSON|Object|AggregateFunction|Nothing)\\b");

    private static final Pattern TICKS = Pattern.compile("DateTime64\\(.*\\)");

    private RowHash() {}

    /** An expression of type UInt64 over the destination's column names. */
    static String of(List<CopiedColumn> columns) {
        return columns.stream().map(RowHash::part).collect(Collectors.joining(", ", "cityHash64(", ")"));
    }

    private static String part(CopiedColumn column) {
        String name = ChunkSql.column(column.name());
        Optional<String> nullable =
                inner("Nullable", inner("LowCardinality", column.type()).orElse(column.type()));
        if (NEEDS_BYTES.matcher(nullable.orElse(column.type())).find()) {
            return "formatRow('RowBinary', " + name + ")";
        }
        if (TICKS.matcher(column.type()).matches()) {
            // The same eight bytes; to hash them as a decimal takes five times as long (26.7).
            return "reinterpretAsInt64(" + name + ")";
        }
        // Not assumeNotNull: it gives whatever happens to be stored where a NULL is.
        return nullable.map(type -> "isNull(%s), ifNull(%s, defaultValueOfTypeName(%s))"
                        .formatted(name, name, Literals.quote(type)))
                .orElse(name);
    }

    /** What a type is made around: {@code String} in {@code Nullable(String)}. */
    private static Optional<String> inner(String around, String type) {
        return type.startsWith(around + "(")
                ? Optional.of(type.substring(around.length() + 1, type.length() - 1))
                : Optional.empty();
    }
}
