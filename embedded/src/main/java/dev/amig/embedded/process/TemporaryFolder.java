package dev.amig.embedded.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removes what a cluster without a data folder of its own leaves behind when its parent is killed. */
public final class TemporaryFolder {
    private static final int TRIES = 50;
    private static final long BETWEEN_TRIES_MILLIS = 100;

    private TemporaryFolder() {}

    /**
     * Removes a node's folder; the last node removes the cluster's. An engine that has not ended in time, because a query runs, goes on
     * to write into its folder while that is removed.
     */
    static void delete(Path nodeFolder) throws InterruptedException {
        IOException left = null;
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                deleteTree(nodeFolder);
                if (!holdsFolders(nodeFolder.getParent())) {
                    deleteTree(nodeFolder.getParent());
                }
                return;
            } catch (IOException e) {
                if (!Files.exists(nodeFolder.getParent())) {
                    // Another node was the last one.
                    return;
                }
                left = e;
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
        System.err.println("a temporary folder was left behind: " + left);
    }

    private static boolean holdsFolders(Path folder) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            return folders.iterator().hasNext();
        }
    }

    /** Removes a folder with all it holds. What others remove meanwhile is no error. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (Files.exists(file)) {
                    throw e;
                }
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
