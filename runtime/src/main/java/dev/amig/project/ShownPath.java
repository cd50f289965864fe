package dev.amig.project;

import java.nio.file.Path;

/** Paths as somebody in the current folder would write them. */
public final class ShownPath {
    private ShownPath() {}

    /** Relative where it lies in the current folder; otherwise as it is. */
    public static Path of(Path path) {
        Path current = Path.of("").toAbsolutePath();
        return path.startsWith(current) && !path.equals(current) ? current.relativize(path) : path;
    }
}
