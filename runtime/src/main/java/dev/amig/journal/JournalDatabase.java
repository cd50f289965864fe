package dev.amig.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** A network that swallows everything must not hold a write for ever. Longer than any lock is waited for. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);

    /** Statements of one text; the driver reads each such text anew until it has seen it often. */
    private static final int MOST_AT_ONCE = 40;

    private final String jdbcUrl;
    private final ReturningDatabase server;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Patience patience;
    private final CommitMarks marks = new CommitMarks(CONNECTIONS);

    private JournalDatabase(String jdbcUrl, ReturningDatabase server, HikariDataSource pool, Patience patience) {
        this.jdbcUrl = jdbcUrl;
        this.server = server;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.patience = patience;
    }

    /**
     * Connects and brings the schema {@code amig} up to date.
     *
     * @param patience how long a database that is lost later is waited for
     * @throws JournalException when the database cannot be reached or refuses
     */
    static JournalDatabase open(String jdbcUrl, String user, String password, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(connectTimeout(patience).toMillis());
        // One try: a wrong password does not become right by waiting.
        config.setInitializationFailTimeout(1);
        config.setPoolName("amig-journal");
        ReturningDatabase server = new ReturningDatabase(patience);
        config.setDataSource(server);
        HikariDataSource pool = null;
        try {
            server.setUrl(jdbcUrl);
            server.setUser(user);
            server.setPassword(password);
            // Sorting and times must not depend on what the server was set up with.
            server.setOptions("-c timezone=UTC -c lock_timeout=30s");
            server.setApplicationName("amig");
            server.setSocketTimeout((int) ANSWER_TIMEOUT.toSeconds());
            server.setTcpKeepAlive(true);
            pool = new HikariDataSource(config);
            // On connections of its own: to change a large table may take longer than any answer.
            migrate(jdbcUrl, user, password);
            JournalDatabase database = new JournalDatabase(jdbcUrl, server, pool, new Patience(patience));
            database.inTransaction(handle -> {
                CommitMarks.sweep(handle);
                return null;
            });
            server.isThere();
            return database;
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

    private static Duration connectTimeout(Duration patience) {
        Duration part = patience.dividedBy(4);
        Duration least = Duration.ofSeconds(1);
        return part.compareTo(CONNECT_TIMEOUT) > 0 ? CONNECT_TIMEOUT : part.compareTo(least) < 0 ? least : part;
    }

    private static void migrate(String jdbcUrl, String user, String password) throws FlywayException {
        Flyway.configure(JournalDatabase.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .schemas(SCHEMA)
                .table("schema_history")
                .locations("classpath:dev/amig/journal/schema")
                .load()
                .migrate();
    }

    /**
     * Runs in one transaction, again as long as the database is lost: for reads, and for what may be done twice. Failures of the
     * database come out as {@link JournalException}.
     */
    <T> T inTransaction(Work<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return once(work);
            } catch (JdbiException e) {
                waitOrGiveUp(e, tries);
            }
        }
    }

    /**
     * Runs in one transaction that is committed once, also where the answer to a commit was lost.
     *
     * @param again gives what {@code work} gave, out of what it has written
     */
    <T> T write(Work<T> work, Reread<T> again) {
        CommitMarks.Mark mark = marks.begin();
        try {
            return written(mark, work, again);
        } finally {
            marks.end(mark);
        }
    }

    /**
     * The same, in one round trip where nothing stands against it. Whatever does is found out, and told, by {@code work}.
     *
     * @param quick adds to a pipeline what {@code work} does, and gives what it gives when the pipeline has run
     */
    <T> T write(Function<Pipeline, Supplier<T>> quick, Work<T> work, Reread<T> again) {
        CommitMarks.Mark mark = marks.begin();
        try {
            Optional<T> written = atOnce(mark, quick);
            return written.isPresent() ? written.get() : written(mark, work, again);
        } finally {
            marks.end(mark);
        }
    }

    private <T> T written(CommitMarks.Mark mark, Work<T> work, Reread<T> again) {
        return inTransaction(handle -> {
            OptionalLong before = marks.set(handle, mark);
            return before.isPresent() ? again.with(handle, before.getAsLong()) : work.with(handle);
        });
    }

    private <T> Optional<T> atOnce(CommitMarks.Mark mark, Function<Pipeline, Supplier<T>> quick) {
        Pipeline pipeline = new Pipeline();
        marks.add(pipeline, mark);
        Supplier<T> result = quick.apply(pipeline);
        if (pipeline.size() > MOST_AT_ONCE) {
            return Optional.empty();
        }
        try {
            boolean done = jdbi.withHandle(handle -> handle.inTransaction(it -> {
                boolean right = pipeline.run(it.getConnection());
                if (!right) {
                    it.rollback();
                }
                return right;
            }));
            if (done) {
                patience.answered();
            }
            return done ? Optional.of(result.get()) : Optional.empty();
        } catch (SQLException | JdbiException e) {
            // By the mark the next try knows whether this one was committed; if it was not the network, it says what it
            // was.
            return Optional.empty();
        }
    }

    /** Runs in one transaction, and does not wait for a database that is lost. */
    <T> T tryOnce(Work<T> work) {
        try {
            return once(work);
        } catch (JdbiException e) {
            if (isLost(e) && patience.failed()) {
                throw lost(e);
            }
            throw new JournalException("the journal refused a read or write: " + rootMessage(e), e);
        }
    }

    private <T> T once(Work<T> work) {
        try {
            T result = jdbi.inTransaction(work::with);
            patience.answered();
            return result;
        } catch (JournalException | IllegalStateException e) {
            // What the journal itself says no to was asked and answered.
            patience.answered();
            throw e;
        }
    }

    private void waitOrGiveUp(JdbiException e, int tries) {
        if (!isLost(e)) {
            throw new JournalException("the journal refused a read or write: " + rootMessage(e), e);
        } else if (patience.failed()) {
            throw lost(e);
        }
        patience.pause(tries);
    }

    private JournalLostException lost(JdbiException e) {
        String why =
                innermostMessage(server.failure().map(Throwable.class::cast).orElse(e));
        return new JournalLostException(jdbcUrl, patience.atMost(), why, e);
    }

    /** Whether it is the connection that failed, and not what was asked (PostgreSQL's manual, appendix A). */
    static boolean isLost(Throwable e) {
        if (root(e) instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = root(e) instanceof SQLException failure ? String.valueOf(failure.getSQLState()) : "";
        // 08: no connection; 57P: the server is going down, or coming up; 53300: it has too many connections.
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
    }

    @Override
    public void close() {
        try {
            tryOnce(handle -> {
                marks.remove(handle);
                return null;
            });
        } catch (JournalException e) {
            // They are swept when they are old.
            pool.close();
            return;
        }
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

    /** What the pool says of a database that does not answer is about the pool; the driver knows more. */
    private static String innermostMessage(Throwable e) {
        String message = rootMessage(e);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                message = String.valueOf(cause.getMessage()).strip();
            }
        }
        return message;
    }

    private static Throwable root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What was written by a transaction that was committed before. */
    @FunctionalInterface
    interface Reread<T> {
        T with(Handle handle, long transaction);
    }

    /** Something done with one connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Handle handle);
    }
}
