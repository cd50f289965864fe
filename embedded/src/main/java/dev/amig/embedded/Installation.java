package dev.amig.embedded;

import dev.amig.embedded.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Puts something into a folder once, for all processes of this user: into a folder beside it first, marked as ready when it is whole,
 * then moved into place. Two installers do not get into each other's way, and what a killed one left behind is swept up.
 */
public final class Installation {
    private static final String READY = "ready";
    private static final String UNFINISHED = ".installing-";

    private final Path parent;
    private final String version;
    private final String what;

    /** @param what is installed, for messages: {@code the engine} */
    public Installation(Path parent, String version, String what) {
        this.parent = parent;
        this.version = version;
        this.what = what;
    }

    /** Fills an empty folder. */
    public interface Filling {
        void fill(Path folder) throws IOException;
    }

    public Path folder() {
        return parent.resolve(version);
    }

    public boolean isReady() {
        return Files.isRegularFile(folder().resolve(READY));
    }

    /**
     * Does nothing where it is installed already; waits where another process is at it.
     *
     * @return {@link #folder()}
     */
    public Path install(Filling filling, Consumer<String> progress) {
        if (isReady()) {
            return folder();
        }
        try {
            ProcessLock lock = ProcessLock.hold(
                    parent.resolve(version + ".lock"),
                    () -> progress.accept("another process is installing " + what + "; waiting for it"));
            try {
                if (!isReady()) {
                    installAlone(filling);
                }
            } finally {
                lock.close();
            }
            return folder();
        } catch (IOException e) {
            throw new EmbeddedException(
                    what + " cannot be installed into " + parent + " (" + Failures.reason(e)
                            + "); make that folder writable, or set XDG_CACHE_HOME to one that is",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("waiting for the installation of " + what + " was interrupted", e);
        }
    }

    private void installAlone(Filling filling) throws IOException {
        sweep();
        // A name of its own: a program that a killed installer had started may still write into the old one.
        Path fresh = Files.createTempDirectory(parent, version + UNFINISHED);
        try {
            filling.fill(fresh);
            Files.writeString(fresh.resolve(READY), version + "\n");
            Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            TemporaryFolder.deleteTree(fresh);
            throw e;
        }
    }

    private void sweep() throws IOException {
        TemporaryFolder.deleteTree(folder());
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, version + UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                TemporaryFolder.deleteTree(leftover);
            }
        }
    }
}
