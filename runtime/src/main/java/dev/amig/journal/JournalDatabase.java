package dev.amig.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Connections to the journal's PostgreSQL, with its schema at the version this program needs. */
final class JournalDatabase implements AutoCloseable {
    private static final String SCHEMA = "amig";
    private static final int CONNECTIONS = 8;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private JournalDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Connects and brings the schema {@code amig} up to date.
     *
     * @throws JournalException when the database cannot be reached or refuses
     */
    static JournalDatabase open(String jdbcUrl, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        // One try: a wrong password does not become right by waiting.
        config.setInitializationFailTimeout(1);
        config.setPoolName("amig-journal");
        // Sorting and times must not depend on what the server was set up with.
        config.addDataSourceProperty("options", "-c timezone=UTC -c lock_timeout=30s");
        config.addDataSourceProperty("ApplicationName", "amig");
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            migrate(pool);
            return new JournalDatabase(pool);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw new JournalException(
                    "the journal at " + jdbcUrl + " cannot be used: " + rootMessage(e)
                            + "; check journal.url, journal.user and journal.password in amig.yaml",
                    e);
        }
    }

    private static void migrate(DataSource dataSource) throws FlywayException {
        Flyway.configure(JournalDatabase.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .table("schema_history")
                .locations("classpath:dev/amig/journal/schema")
                .load()
                .migrate();
    }

    /** Runs in one transaction. Failures of the database come out as {@link JournalException}. */
    <T> T inTransaction(Work<T> work) {
        try {
            return jdbi.inTransaction(work::with);
        } catch (JdbiException e) {
            throw new JournalException("the journal refused a read or write: " + rootMessage(e), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Whether it is what was written that the database would not have (SQLSTATE 22 and 23), and not its own condition. */
    static boolean refusedTheData(Throwable e) {
        return root(e) instanceof SQLException refusal
                && refusal.getSQLState() != null
                && (refusal.getSQLState().startsWith("22")
                        || refusal.getSQLState().startsWith("23"));
    }

    private static String rootMessage(Throwable e) {
        return String.valueOf(root(e).getMessage()).strip();
    }

    private static Throwable root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Something done with one connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }
}
