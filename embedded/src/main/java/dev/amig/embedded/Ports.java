package dev.amig.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine that nobody listens on, kept from other amig processes by a lock file each until this is closed. They lie
 * below the range from which the kernel gives out ports, so that no outgoing connection takes one in between.
 */
final class Ports implements AutoCloseable {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 2_000;

    private final Path folder;
    private final List<FileChannel> locks = new ArrayList<>();

    private Ports(Path folder) {
        this.folder = folder;
    }

    /** Reserves nothing yet. */
    static Ports open() {
        return new Ports(CacheFolder.folder("ports"));
    }

    int any() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (lock(port)) {
                if (isFree(port)) {
                    return port;
                }
            }
        }
        throw new EmbeddedException("no free port was found between " + FIRST + " and " + LAST);
    }

    /** @throws EmbeddedException when it is taken */
    int exactly(int port) {
        if (port < 1 || port > 65_535) {
            throw new EmbeddedException("there is no port " + port + "; choose another --port-base");
        }
        if (!lock(port) || !isFree(port)) {
            throw new EmbeddedException("port " + port
                    + " is in use; choose another --port-base, or leave it out and amig finds free ports");
        }
        return port;
    }

    private boolean lock(int port) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve(port + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return false;
            }
            locks.add(channel);
            return true;
        } catch (IOException e) {
            throw new EmbeddedException("ports cannot be reserved in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (FileChannel channel : locks) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process at the latest.
                continue;
            }
        }
        locks.clear();
    }
}
