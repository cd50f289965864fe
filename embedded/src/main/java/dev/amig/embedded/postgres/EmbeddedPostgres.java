package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import dev.amig.embedded.Failures;
import dev.amig.embedded.ProcessLock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A PostgreSQL of this user's own, with its data in a folder. Several processes may use one folder at once: the first starts the
 * server, the others find it, and when the last one is gone it is stopped, whether that one closed this or was killed. It listens
 * on 127.0.0.1 alone and asks for a random password from its first moment on.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "amig";
    private static final String DATABASE = "postgres";
    private static final String INSTEAD = "set journal.url in amig.yaml to use another PostgreSQL";
    private static final int STOP_SECONDS = 35;

    private final Path home;
    private final int port;
    private final String password;
    private final Keeper keeper;
    private final RandomAccessFile membership;
    private final Durability durability;
    private final DataDirectory data;

    private EmbeddedPostgres(
            Path home,
            int port,
            String password,
            Keeper keeper,
            RandomAccessFile membership,
            Durability durability,
            DataDirectory data) {
        this.home = home;
        this.data = data;
        this.port = port;
        this.password = password;
        this.keeper = keeper;
        this.membership = membership;
        this.durability = durability;
    }

    /** What shall become of the data. */
    public enum Durability {
        /** They survive a power cut. */
        DURABLE,
        /** The folder is removed when the last user is gone. */
        TEMPORARY
    }

    /**
     * Starts the server, or finds the one that runs on this folder.
     *
     * @param home made where it is not there
     * @param progress hears one line at a time of what takes long
     * @throws EmbeddedException with what stands in the way and what to do
     */
    public static EmbeddedPostgres open(Path home, Durability durability, Consumer<String> progress) {
        try {
            Programs programs = Programs.in(PostgresBinaries.locate(progress));
            return open(Files.createDirectories(home).toRealPath(), durability, programs, progress);
        } catch (IOException e) {
            throw failed(home, Failures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(home, "interrupted", e);
        }
    }

    /** Whether a server was ever started on this folder, so that {@link #open} finds what it wrote. */
    public static boolean hasData(Path home) {
        return DataDirectory.isIn(home);
    }

    static EmbeddedPostgres open(Path home, Durability durability, Programs programs, Consumer<String> progress)
            throws IOException, InterruptedException {
        boolean temporary = durability == Durability.TEMPORARY;
        ProcessLock lock = ProcessLock.hold(
                home.resolve("lock"),
                () -> progress.accept("another process is starting the journal's PostgreSQL; waiting for it"));
        try {
            Keeper keeper = new Keeper(home, programs, temporary);
            // Before the server, so that there is no moment at which a kill would leave it behind.
            RandomAccessFile membership = keeper.enter();
            try {
                DataDirectory data = new DataDirectory(home, programs);
                String password = data.create(!temporary);
                return new EmbeddedPostgres(home, data.port(), password, keeper, membership, durability, data);
            } catch (EmbeddedException e) {
                membership.close();
                throw failed(home, e.getMessage(), e);
            } catch (IOException | InterruptedException | RuntimeException e) {
                membership.close();
                throw e;
            }
        } finally {
            lock.close();
        }
    }

    private static EmbeddedException failed(Path home, String why, Exception cause) {
        String what = "the journal's PostgreSQL cannot be started in " + home + ": " + why;
        return new EmbeddedException(why.contains("journal.url") ? what : what + "; " + INSTEAD, cause);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** For tests: the server ends as a crash ends it, and its connections break. */
    public void crash() {
        try {
            data.stop("immediate");
        } catch (IOException e) {
            throw failed(home, Failures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For tests: starts the server again after {@link #crash}, on its port. */
    public void restart() {
        try {
            data.start(port);
        } catch (IOException e) {
            throw failed(home, Failures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Absolute, without links. */
    public Path home() {
        return home;
    }

    /**
     * Leaves. The last one's leave stops the server in the background; a temporary server's is waited for, since its folder goes.
     * Harmless when called twice.
     */
    @Override
    public void close() {
        leave(durability == Durability.TEMPORARY);
    }

    /** As {@link #close}, and waits for the server's end where this is the last one: for whoever removes its folder. */
    public void closeAndAwaitEnd() {
        leave(true);
    }

    private void leave(boolean awaitEnd) {
        try {
            membership.close();
            if (awaitEnd) {
                keeper.awaitEnd(STOP_SECONDS);
            }
        } catch (IOException e) {
            throw new EmbeddedException("the PostgreSQL in " + home + " cannot be left: " + Failures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
