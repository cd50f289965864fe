package dev.amig.cli.fmt;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes a file anew so that whoever reads it sees the old bytes or the new ones, and a full disk costs nothing. */
public final class FileReplacement {
    private FileReplacement() {}

    /**
     * Keeps the file's permissions; a symbolic link stays one, and what it points to is replaced.
     *
     * @param file exists
     * @throws IOException nothing was changed
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path real = file.toRealPath();
        // Renaming asks for the folder's permission only; a file that may not be written is meant to stay as it is.
        if (!Files.isWritable(real)) {
            throw new AccessDeniedException(real.toString());
        }
        Path written = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".tmp");
        try {
            Files.write(written, bytes);
            keepPermissions(real, written);
            Files.move(written, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView after = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (before != null && after != null) {
            after.setPermissions(before.readAttributes().permissions());
        }
    }
}
