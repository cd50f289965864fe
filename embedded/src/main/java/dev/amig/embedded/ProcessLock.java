package dev.amig.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lock among processes and among the threads of this one. The kernel gives it back when the process dies.
 *
 * <p>POSIX drops all of a process's locks on a file as soon as that process closes <em>any</em> descriptor of it. Therefore the
 * process remembers what it holds, and never opens a lock file a second time, not even to read it.
 */
public final class ProcessLock implements AutoCloseable {
    private static final Set<Path> HELD = new HashSet<>();
    private static final long POLL_MILLIS = 20;
    private static final int POLLS_BEFORE_NEWS = 25;

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, or says that another one has it.
     *
     * @param file made if need be; it stays, empty
     */
    public static Optional<ProcessLock> tryHold(Path file) throws IOException {
        Path key = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        synchronized (HELD) {
            if (HELD.contains(key)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(key);
            return Optional.of(new ProcessLock(key, channel));
        }
    }

    /**
     * Waits for the lock.
     *
     * @param onWait called once, when it has not come free within half a second
     */
    public static ProcessLock hold(Path file, Runnable onWait) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        for (int polls = 0; ; polls++) {
            Optional<ProcessLock> lock = tryHold(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (polls == POLLS_BEFORE_NEWS) {
                onWait.run();
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Harmless when called twice. */
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                HELD.remove(file);
                channel.close();
            }
        }
    }
}
