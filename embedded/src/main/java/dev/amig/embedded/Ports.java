package dev.amig.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on, kept from the other clusters of this user until this is closed: a port is one byte of
 * one file, locked. They lie below the range from which kernels give out ports, so that no outgoing connection takes one between
 * the look and the use; what still slips through is noticed at the start of the node.
 */
public final class Ports implements AutoCloseable {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 2_000;

    /** Open for as long as the process lives: closing it would give back the ports of every cluster (POSIX). */
    private static FileChannel reservations;

    private final List<FileLock> locks = new ArrayList<>();

    /** @return a port that is free */
    public int any() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (reserve(port)) {
                return port;
            }
        }
        throw new EmbeddedException("no free port was found between " + FIRST + " and " + LAST
                + " on 127.0.0.1; end some of the programs that listen there (ss -ltnp lists them)");
    }

    /** @throws EmbeddedException when the port is taken */
    int exactly(int port) {
        if (port < 1 || port > 65_535) {
            throw new EmbeddedException("there is no port " + port + "; choose a smaller --port-base");
        }
        if (!reserve(port)) {
            throw new EmbeddedException(
                    "port " + port + " of 127.0.0.1 is in use; choose another --port-base, or leave it out and"
                            + " free ports are found (ss -ltnp shows who listens)");
        }
        return port;
    }

    private boolean reserve(int port) {
        FileLock lock = lock(port);
        if (lock == null) {
            return false;
        }
        if (!isFree(port)) {
            release(lock);
            return false;
        }
        locks.add(lock);
        return true;
    }

    /** @return null when another cluster has it */
    private static FileLock lock(int port) {
        try {
            return reservations().tryLock(port, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        } catch (IOException e) {
            throw new EmbeddedException("ports cannot be reserved: " + Failures.reason(e), e);
        }
    }

    private static synchronized FileChannel reservations() throws IOException {
        if (reservations == null) {
            reservations = FileChannel.open(
                    UserFolders.cache("ports").resolve("reserved"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        }
        return reservations;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do: a port whose last connection is in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new EmbeddedException("a reserved port cannot be given back: " + Failures.reason(e), e);
        }
    }

    @Override
    public void close() {
        locks.forEach(Ports::release);
        locks.clear();
    }
}
