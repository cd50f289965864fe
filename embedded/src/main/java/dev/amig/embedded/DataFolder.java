package dev.amig.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder that one cluster at a time may use; what it held is found again, also after a {@code kill -9}. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final boolean temporary;

    private DataFolder(Path path, FileChannel lock, boolean temporary) {
        this.path = path;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** A folder of its own, removed with the cluster. */
    static DataFolder temporary() {
        try {
            return hold(Files.createTempDirectory("amig-cluster-"), true);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "no temporary folder can be created: " + e.getMessage()
                            + "; free some space, or name a folder with --data",
                    e);
        }
    }

    /** @throws EmbeddedException when another cluster holds it */
    static DataFolder at(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new EmbeddedException("the data folder " + path + " cannot be created: " + e.getMessage(), e);
        }
        return hold(path.toAbsolutePath().normalize(), false);
    }

    private static DataFolder hold(Path path, boolean temporary) {
        Path file = path.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new EmbeddedException("the data folder " + path + " is used by process "
                        + Files.readString(file).strip() + "; stop that one, or name another folder with --data");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    String.valueOf(ProcessHandle.current().pid())));
            return new DataFolder(path, channel, temporary);
        } catch (IOException e) {
            throw new EmbeddedException("the data folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                delete(path);
            }
        } catch (IOException e) {
            throw new EmbeddedException("the folder " + path + " cannot be removed: " + e.getMessage(), e);
        }
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
