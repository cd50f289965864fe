package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A lock that a shell script can hold too: a folder that exists, with its owner's process number in it. The locks of files that
 * Java and the shell know are of different kinds and do not see each other.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    private DirectoryLock(Path folder) {
        this.folder = folder;
    }

    static DirectoryLock hold(Path folder) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Files.createDirectory(folder);
                Files.writeString(
                        folder.resolve("pid"),
                        String.valueOf(ProcessHandle.current().pid()));
                return new DirectoryLock(folder);
            } catch (FileAlreadyExistsException e) {
                removeIfStale(folder);
            }
            if (System.nanoTime() > until) {
                throw new EmbeddedException(
                        "another process starts or stops the journal's PostgreSQL since a minute; if none does, remove the folder "
                                + folder);
            }
            Thread.sleep(50);
        }
    }

    private static void removeIfStale(Path folder) throws IOException {
        Path file = folder.resolve("pid");
        String owner = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!owner.isEmpty()
                && ProcessHandle.of(Long.parseLong(owner))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty()) {
            release(folder);
        }
    }

    private static void release(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("pid"));
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() throws IOException {
        release(folder);
    }
}
