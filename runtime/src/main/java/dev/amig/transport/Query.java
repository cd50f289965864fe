package dev.amig.transport;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One statement to send.
 *
 * @param sql      exactly what the server gets, one statement
 * @param queryId  never empty; unique for each sending
 * @param settings ClickHouse settings by name, values as text
 * @param database the current database; absent: the user's default
 * @param timeout  how long the caller waits; the server is told {@code max_execution_time} too. Absent: no limit
 * @param maxRows  rows kept of the result; further ones are read, dropped, and {@link Result#truncated()} says so
 */
public record Query(
        String sql,
        String queryId,
        Map<String, String> settings,
        Optional<String> database,
        Optional<Duration> timeout,
        int maxRows) {
    public static final int DEFAULT_MAX_ROWS = 10_000;

    public Query {
        if (queryId.isEmpty()) {
            throw new IllegalArgumentException(
                    "a query needs a query id: without it its outcome could not be looked up");
        }
        settings = Map.copyOf(settings);
    }

    public static Query of(String sql, String queryId) {
        return new Query(sql, queryId, Map.of(), Optional.empty(), Optional.empty(), DEFAULT_MAX_ROWS);
    }

    public Query withSettings(Map<String, String> newSettings) {
        return new Query(sql, queryId, newSettings, database, timeout, maxRows);
    }

    public Query withDatabase(String newDatabase) {
        return new Query(sql, queryId, settings, Optional.of(newDatabase), timeout, maxRows);
    }

    public Query withMaxRows(int newMaxRows) {
        return new Query(sql, queryId, settings, database, timeout, newMaxRows);
    }

    public Query withTimeout(Duration newTimeout) {
        return new Query(sql, queryId, settings, database, Optional.of(newTimeout), maxRows);
    }
}
