package dev.amig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the library that holds the engine; installs it once, where it is nowhere. */
public final class EngineLibrary {
    /** Of the npm package. The engine inside says that it is ClickHouse 26.7.2.1. */
    public static final String VERSION = "26.7.3-stable.1";

    private static final String OVERRIDE = "AMIG_ENGINE_LIB";
    private static final String FILE = "libchdb.so";

    private final Map<String, String> environment;
    private final Platform platform;
    private final Path cache;
    private final long bytesNeeded;

    EngineLibrary(Map<String, String> environment, Platform platform, Path cache, long bytesNeeded) {
        this.environment = environment;
        this.platform = platform;
        this.cache = cache;
        this.bytesNeeded = bytesNeeded;
    }

    /**
     * The library's path: what {@code AMIG_ENGINE_LIB} names; else what the user's cache folder holds; else it is installed there
     * with the npm client (178 MB to fetch, 570 MB on disk).
     *
     * @param progress hears one line at a time while it installs
     * @throws EmbeddedException with what stands in the way and what to do
     */
    public static Path locate(Consumer<String> progress) {
        return new EngineLibrary(System.getenv(), Platform.current(), UserFolders.cache(), NpmInstall.BYTES_NEEDED)
                .find(progress);
    }

    Path find(Consumer<String> progress) {
        String named = environment.getOrDefault(OVERRIDE, "");
        return named.isEmpty() ? installed(progress) : existing(Path.of(named));
    }

    private static Path existing(Path named) {
        if (!Files.isRegularFile(named)) {
            throw new EmbeddedException(OVERRIDE + " is set to " + named
                    + ", and there is no such file; correct it, or unset it and the engine is installed for you");
        }
        return named.toAbsolutePath();
    }

    private Path installed(Consumer<String> progress) {
        String npmPackage = platform.enginePackage()
                .orElseThrow(() -> new EmbeddedException("there is no embedded ClickHouse for " + platform
                        + "; use a cluster of your own (clusters: in amig.yaml), or set " + OVERRIDE
                        + " to a libchdb of version "
                        + VERSION + " built for this platform"));
        Path folder = new Installation(cache.resolve("engine"), VERSION, "the engine")
                .install(fresh -> fetch(npmPackage, fresh, progress), progress);
        return folder.resolve("node_modules").resolve(npmPackage).resolve(FILE);
    }

    private void fetch(String npmPackage, Path folder, Consumer<String> progress) throws IOException {
        progress.accept("installing ClickHouse: " + npmPackage + " " + VERSION + " into " + cache.resolve("engine"));
        new NpmInstall(environment, npmPackage + "@" + VERSION, bytesNeeded, progress).into(folder);
        if (!Files.isRegularFile(
                folder.resolve("node_modules").resolve(npmPackage).resolve(FILE))) {
            throw new EmbeddedException("npm fetched " + npmPackage + "@" + VERSION + ", but there is no " + FILE
                    + " in it; check npm's configuration (npm config list)");
        }
    }
}
