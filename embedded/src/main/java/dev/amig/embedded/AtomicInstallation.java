package dev.amig.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts something into a folder once, for all processes of this user: into a folder beside it first, moved into place whole, with a
 * mark written last. Two installers do not get into each other's way, and what a killed one left behind is swept up.
 */
public final class AtomicInstallation {
    /** The file without which an installation does not count. */
    private static final String READY = "ready";

    private static final long POLL_MILLIS = 100;

    private final Path parent;
    private final String name;
    private final String what;

    /**
     * @param what is installed, for messages: {@code the engine}
     */
    public AtomicInstallation(Path parent, String name, String what) {
        this.parent = parent;
        this.name = name;
        this.what = what;
    }

    /** Fills an empty folder. */
    public interface Filling {
        void fill(Path folder) throws IOException;
    }

    public Path folder() {
        return parent.resolve(name);
    }

    public boolean isReady() {
        return Files.isRegularFile(folder().resolve(READY));
    }

    /**
     * @param progress hears that somebody else is at it
     * @return the filled folder
     */
    public Path install(Filling filling, Consumer<String> progress) {
        if (isReady()) {
            return folder();
        }
        try {
            Files.createDirectories(parent);
            try (FileChannel channel = FileChannel.open(
                    parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                hold(channel, progress);
                if (!isReady()) {
                    installAlone(filling);
                }
            }
            return folder();
        } catch (IOException e) {
            throw new EmbeddedException(
                    what + " cannot be installed into " + parent + ": " + e.getMessage()
                            + "; make that folder writable, or set XDG_CACHE_HOME to one that is",
                    e);
        }
    }

    private void hold(FileChannel channel, Consumer<String> progress) throws IOException {
        boolean told = false;
        while (tryLock(channel) == null) {
            if (!told) {
                progress.accept("another amig is installing " + what + "; waiting for it");
                told = true;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedException("waiting for the installation of " + what + " was interrupted");
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByAnotherThread) {
            return null;
        }
    }

    private void installAlone(Filling filling) throws IOException {
        Path fresh = parent.resolve(name + ".installing");
        for (Path leftover : List.of(folder(), fresh)) {
            if (Files.exists(leftover)) {
                DataFolder.delete(leftover);
            }
        }
        Files.createDirectories(fresh);
        filling.fill(fresh);
        Files.writeString(fresh.resolve(READY), name + "\n");
        Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
    }
}
