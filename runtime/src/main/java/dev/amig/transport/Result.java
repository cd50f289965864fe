package dev.amig.transport;

import java.time.Duration;
import java.util.List;

/**
 * What a statement gave.
 *
 * <p>Values are typed by the column's ClickHouse type, the same from every transport: integers up to 64 bits are {@code Long},
 * wider or unsigned 64-bit ones {@code java.math.BigInteger}, floats {@code Double}, decimals {@code java.math.BigDecimal}, {@code Bool}
 * {@code Boolean}, {@code NULL} null, arrays and tuples {@code List}, maps {@code java.util.Map}, everything else the {@code String} that ClickHouse prints.
 *
 * @param rows      at most {@link Query#maxRows()}
 * @param truncated whether the server sent more rows
 */
public record Result(
        List<Column> columns, List<List<Object>> rows, boolean truncated, Counters counters, Duration elapsed) {
    /** A column's name and its ClickHouse type, as {@code DESCRIBE} would print it. */
    public record Column(String name, String type) {}
}
