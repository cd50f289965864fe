package dev.amig.transport.postgres;

import dev.amig.transport.Counters;
import dev.amig.transport.Query;
import dev.amig.transport.Result;
import dev.amig.transport.Result.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the statements of one transaction gave: the rows of the last one that gave any, and how many all of them wrote. */
final class Rows {
    private final int maxRows;
    private List<Column> columns = List.of();
    private List<List<Object>> rows = List.of();
    private boolean truncated;
    private long written;
    private long read;

    private Rows(int maxRows) {
        this.maxRows = maxRows;
    }

    static Rows of(Statement statement, Query query) throws SQLException {
        Rows rows = new Rows(query.maxRows());
        boolean isRows = statement.execute(query.sql());
        while (isRows || statement.getUpdateCount() >= 0) {
            if (isRows) {
                rows.read(statement.getResultSet());
            } else {
                rows.written += statement.getUpdateCount();
            }
            isRows = statement.getMoreResults();
        }
        return rows;
    }

    Result result(Duration elapsed) {
        return new Result(columns, rows, truncated, new Counters(read, 0, 0, written, 0), elapsed);
    }

    private void read(ResultSet set) throws SQLException {
        ResultSetMetaData meta = set.getMetaData();
        columns = new ArrayList<>();
        rows = new ArrayList<>();
        truncated = false;
        for (int column = 1; column <= meta.getColumnCount(); column++) {
            columns.add(new Column(meta.getColumnLabel(column), meta.getColumnTypeName(column)));
        }
        while (set.next()) {
            read++;
            if (rows.size() < maxRows) {
                rows.add(row(set));
            } else {
                truncated = true;
            }
        }
    }

    private List<Object> row(ResultSet set) throws SQLException {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= columns.size(); column++) {
            row.add(value(set, column));
        }
        return row;
    }

    /** As {@link Result} promises: whole numbers are Long, everything that is no number or truth value is its text. */
    private static Object value(ResultSet set, int column) throws SQLException {
        Object value = set.getObject(column);
        if (value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        } else if (value instanceof Float number) {
            return number.doubleValue();
        } else if (value == null
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof Boolean) {
            return value;
        }
        return set.getString(column);
    }
}
