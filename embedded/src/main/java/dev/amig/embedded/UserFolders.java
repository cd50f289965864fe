package dev.amig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this user's files live, by the rules of the operating system. */
public final class UserFolders {
    private final Map<String, String> environment;
    private final Path home;
    private final boolean mac;

    UserFolders(Map<String, String> environment, String osName, Path home) {
        this.environment = environment;
        this.home = home;
        this.mac = osName.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static UserFolders current() {
        return new UserFolders(
                System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * For what can be fetched or made again: {@code $XDG_CACHE_HOME/amig}, {@code ~/.cache/amig}, or
     * {@code ~/Library/Caches/amig} on macOS. It may not be there yet.
     */
    public static Path cache() {
        return current().cacheFolder();
    }

    /**
     * For what must stay: {@code $XDG_DATA_HOME/amig}, {@code ~/.local/share/amig}, or
     * {@code ~/Library/Application Support/amig} on macOS. It may not be there yet.
     */
    public static Path data() {
        return current().dataFolder();
    }

    Path cacheFolder() {
        return named("XDG_CACHE_HOME", mac ? "Library/Caches" : ".cache");
    }

    Path dataFolder() {
        return named("XDG_DATA_HOME", mac ? "Library/Application Support" : ".local/share");
    }

    private Path named(String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        // The XDG base directory specification: a path that is not absolute is to be ignored.
        Path base = value.startsWith("/") ? Path.of(value) : home.resolve(otherwise);
        return base.resolve("amig");
    }

    /** A folder of {@link #cache()}, made if need be. */
    static Path cache(String name) {
        Path folder = cache().resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the cache folder " + folder + " cannot be made (" + Failures.reason(e)
                            + "); set XDG_CACHE_HOME to a folder that can be written",
                    e);
        }
    }
}
