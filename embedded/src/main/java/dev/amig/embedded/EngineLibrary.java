package dev.amig.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the library that holds the engine; installs it once, when it is nowhere. */
public final class EngineLibrary {
    /** The engine inside is ClickHouse 26.7. */
    public static final String VERSION = "26.7.3-stable.1";

    private static final String OVERRIDE = "AMIG_ENGINE_LIB";
    private static final String ELSE = "use a cluster of your own (clusters: in amig.yaml), or set " + OVERRIDE
            + " to a libchdb of version " + VERSION + " that was built for this platform";

    private final Map<String, String> environment;
    private final Platform platform;
    private final Path cache;

    EngineLibrary(Map<String, String> environment, Platform platform, Path cache) {
        this.environment = environment;
        this.platform = platform;
        this.cache = cache;
    }

    /**
     * The library's path: what {@code AMIG_ENGINE_LIB} names, else what the user's cache folder holds, else it is installed there
     * with the npm client (178 MB to fetch, 570 MB on disk).
     *
     * @param progress hears one line at a time
     * @throws EmbeddedException with what stands in the way and what to do
     */
    public static Path locate(Consumer<String> progress) {
        return create().find(progress);
    }

    /** The library's path if it can be used without installing anything. */
    public static Optional<Path> installed() {
        EngineLibrary library = create();
        Optional<Path> named = library.named();
        return named.isPresent() ? named : library.cached();
    }

    private static EngineLibrary create() {
        return new EngineLibrary(System.getenv(), Platform.current(), CacheFolder.path());
    }

    Path find(Consumer<String> progress) {
        Optional<Path> named = named();
        if (named.isPresent()) {
            return named.get();
        }
        String npmPackage = platform.enginePackage()
                .orElseThrow(
                        () -> new EmbeddedException("there is no embedded ClickHouse for " + platform + "; " + ELSE));
        Optional<Path> cached = cached();
        if (cached.isPresent()) {
            return cached.get();
        }
        installation(npmPackage).install(progress);
        return cached().orElseThrow(() -> new EmbeddedException("the package " + npmPackage + " " + VERSION
                + " was installed into " + cache + " but holds no libchdb.so"));
    }

    private Optional<Path> named() {
        String path = environment.getOrDefault(OVERRIDE, "");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new EmbeddedException(OVERRIDE + " names " + path
                    + ", where there is no file; correct it, or unset it and amig installs the engine");
        }
        return Optional.of(file.toAbsolutePath());
    }

    private Optional<Path> cached() {
        return platform.enginePackage()
                .map(this::installation)
                .filter(NpmInstallation::isReady)
                .map(installation -> installation.packageFolder().resolve("libchdb.so"))
                .filter(Files::isRegularFile);
    }

    private NpmInstallation installation(String npmPackage) {
        return new NpmInstallation(environment, npmPackage, VERSION, cache.resolve("engine"));
    }
}
