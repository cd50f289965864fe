package dev.amig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where things live that can be fetched or made again: the operating system's cache folder of this user. */
public final class CacheFolder {
    private CacheFolder() {}

    /** {@code $XDG_CACHE_HOME/amig}, {@code ~/.cache/amig}, or {@code ~/Library/Caches/amig} on macOS. Not created. */
    public static Path path() {
        return path(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path path(Map<String, String> environment, String os, Path home) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty()) {
            return Path.of(xdg, "amig");
        }
        boolean mac = os.toLowerCase(Locale.ROOT).contains("mac");
        return mac ? home.resolve("Library/Caches/amig") : home.resolve(".cache/amig");
    }

    /** A folder inside it, created.  */
    static Path folder(String name) {
        Path folder = path().resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the cache folder " + folder + " cannot be created: " + e.getMessage()
                            + "; set XDG_CACHE_HOME to one that can be written",
                    e);
        }
    }
}
