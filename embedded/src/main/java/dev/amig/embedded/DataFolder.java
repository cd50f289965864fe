package dev.amig.embedded;

import dev.amig.embedded.process.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder that one cluster at a time may use. What it holds is found again, also after a {@code kill -9}. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final ProcessLock lock;
    private final boolean temporary;

    private DataFolder(Path path, ProcessLock lock, boolean temporary) {
        this.path = path;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** A folder of its own, removed with the cluster. */
    static DataFolder temporary() {
        try {
            return hold(Files.createTempDirectory("amig-cluster-").toRealPath(), true);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "no temporary folder can be made in " + System.getProperty("java.io.tmpdir") + " ("
                            + Failures.reason(e) + "); free some space there, or name a folder with --data",
                    e);
        }
    }

    /** @throws EmbeddedException when it cannot be made, or another process holds it */
    static DataFolder at(Path path) {
        try {
            return hold(Files.createDirectories(path).toRealPath(), false);
        } catch (IOException e) {
            throw new EmbeddedException("the data folder " + path + " cannot be used: " + Failures.reason(e), e);
        }
    }

    private static DataFolder hold(Path path, boolean temporary) throws IOException {
        Path owner = path.resolve("owner");
        Optional<ProcessLock> lock = ProcessLock.tryHold(path.resolve("lock"));
        if (lock.isEmpty()) {
            String pid = Files.exists(owner) ? Files.readString(owner).strip() : "unknown";
            throw new EmbeddedException("the data folder " + path + " is in use by process " + pid
                    + "; end that one, or name another folder with --data");
        }
        Files.writeString(owner, ProcessHandle.current().pid() + "\n");
        return new DataFolder(path, lock.get(), temporary);
    }

    Path path() {
        return path;
    }

    boolean isTemporary() {
        return temporary;
    }

    /** Lets others use the folder; a temporary one is removed. */
    @Override
    public void close() {
        try {
            if (temporary) {
                TemporaryFolder.deleteTree(path);
            }
            lock.close();
        } catch (IOException e) {
            throw new EmbeddedException("the folder " + path + " cannot be removed: " + Failures.reason(e), e);
        }
    }
}
