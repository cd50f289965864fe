package dev.amig.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects as soon as a database that was lost is back. The pool tries again, too, but doubles the time between two tries, up to 5 s
 * (HikariCP 7.1): a journal that is back in time could be given up meanwhile.
 */
final class ReturningDatabase extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Duration patience;
    private volatile boolean wasThere;
    private transient volatile Optional<SQLException> failure = Optional.empty();

    /** @param patience how long one call tries */
    ReturningDatabase(Duration patience) {
        this.patience = patience;
    }

    /** From now on it is lost when it does not answer. Before, it may be that nothing is right about it. */
    void isThere() {
        wasThere = true;
    }

    /** Why it cannot be connected to; empty where it can. */
    Optional<SQLException> failure() {
        return failure;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Connection connection = super.getConnection(user, password);
                failure = Optional.empty();
                return connection;
            } catch (SQLException e) {
                failure = Optional.of(e);
                if (!wasThere || !JournalDatabase.isLost(e) || System.nanoTime() >= until) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while the database was waited for", e);
        }
    }
}
