package dev.amig.transport.postgres;

import dev.amig.cluster.Node;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Secret;
import dev.amig.transport.Transport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * What is sent is one transaction, however many statements it holds. If it has changed anything, the same transaction writes
 * down its query id in {@code amig_steps.done}: whoever did not hear the answer can look there whether it was committed.
 *
 * <p>ClickHouse's settings mean nothing here; {@code log_comment} is kept beside the query id.
 */
public final class PostgresTransport implements Transport {
    private static final String MARKERS = """
            CREATE SCHEMA IF NOT EXISTS amig_steps;
            CREATE TABLE IF NOT EXISTS amig_steps.done (
                query_id text NOT NULL, comment text NOT NULL, done_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (query_id, comment));
            """;

    /** Out of the table itself: what a session has looked up by name, it may remember to be missing for longer than it is. */
    private static final String HAS_MARKERS =
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'amig_steps' AND tablename = 'done')";

    /** {@code IF NOT EXISTS} does not keep two sessions that make a schema at the same moment from failing (pg_namespace). */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('amig_steps', 0))";

    private static final int CONNECT_SECONDS = 10;
    private static final long POLL_MILLIS = 50;
    /** PostgreSQL cuts application names at 63 bytes. */
    private static final int LONGEST_NAME = 63;

    private final Node node;
    private final String url;
    private final Properties login = new Properties();

    /** @param url {@code jdbc:postgresql:…} */
    public PostgresTransport(Node node, String url, Optional<String> user, Secret password) {
        this.node = node;
        this.url = url;
        user.ifPresent(it -> login.setProperty("user", it));
        if (!password.reveal().isEmpty()) {
            login.setProperty("password", password.reveal());
        }
        login.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        login.setProperty("tcpKeepAlive", "true");
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        long started = System.nanoTime();
        try (Connection connection = connect(query.queryId())) {
            return execute(connection, query, started);
        } catch (SQLException e) {
            throw PostgresErrors.of(node, query.queryId(), e);
        }
    }

    private Result execute(Connection connection, Query query, long started) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // The author's braces are no escapes of JDBC.
            statement.setEscapeProcessing(false);
            if (query.timeout().isPresent()) {
                statement.execute(
                        "SET LOCAL statement_timeout = " + query.timeout().get().toMillis());
            }
            Rows rows = Rows.of(statement, query);
            if (hasChangedSomething(statement)) {
                mark(connection, query);
            }
            connection.commit();
            return rows.result(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static boolean hasChangedSomething(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT txid_current_if_assigned() IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void makeMarkers(Statement statement) throws SQLException {
        if (!hasMarkers(statement)) {
            statement.execute(MARKERS);
        }
    }

    private static boolean hasMarkers(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HAS_MARKERS)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void mark(Connection connection, Query query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!hasMarkers(statement)) {
                statement.execute(ONE_AT_A_TIME);
                makeMarkers(statement);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO amig_steps.done (query_id, comment) VALUES (?, ?)")) {
            insert.setString(1, query.queryId());
            insert.setString(2, query.settings().getOrDefault("log_comment", ""));
            insert.executeUpdate();
        }
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        try (Connection connection = connect("amig-cancel")) {
            boolean found = isRunning(connection, queryId, "pg_cancel_backend(pid)");
            while (isRunning(connection, queryId, "pid")) {
                Thread.sleep(POLL_MILLIS);
            }
            return found;
        } catch (SQLException e) {
            throw PostgresErrors.of(node, queryId, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean isRunning(Connection connection, String queryId, String what) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT " + what + " FROM pg_stat_activity WHERE application_name = ? AND state <> 'idle'")) {
            ask.setString(1, applicationName(queryId));
            try (ResultSet rows = ask.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The name under which {@code pg_stat_activity} shows a query id. */
    public static String applicationName(String queryId) {
        return queryId.length() <= LONGEST_NAME ? queryId : queryId.substring(queryId.length() - LONGEST_NAME);
    }

    private Connection connect(String queryId) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login);
        properties.setProperty("ApplicationName", applicationName(queryId));
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public void close() {
        // Every call has a connection of its own.
    }
}
