package dev.amig.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Fetches one npm package of one version with the npm client of this machine; its configuration says from where. */
final class NpmInstallation {
    /** The package unpacked, and npm's own copy of the download beside it. */
    private static final long BYTES_NEEDED = 1_000_000_000L;

    private static final long POLL_MILLIS = 500;

    private final Map<String, String> environment;
    private final String npmPackage;
    private final String version;
    private final AtomicInstallation installation;

    /** @param folder the package lands in {@code folder/version/node_modules} */
    NpmInstallation(Map<String, String> environment, String npmPackage, String version, Path folder) {
        this.environment = environment;
        this.npmPackage = npmPackage;
        this.version = version;
        this.installation = new AtomicInstallation(folder, version, "the engine");
    }

    boolean isReady() {
        return installation.isReady();
    }

    /** The package's own folder; there only when {@link #isReady()}. */
    Path packageFolder() {
        return installation.folder().resolve("node_modules").resolve(npmPackage);
    }

    void install(Consumer<String> progress) {
        installation.install(
                folder -> {
                    Path npm = npm();
                    requireSpace(folder);
                    progress.accept("installing ClickHouse (" + npmPackage + " " + version + ", 178 MB) into "
                            + installation.folder());
                    runNpm(npm, folder, progress);
                    progress.accept("ClickHouse is installed");
                },
                progress);
    }

    private void requireSpace(Path folder) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < BYTES_NEEDED) {
            throw noSpace(String.format(Locale.ROOT, "%,d MB are free", usable / 1_000_000));
        }
    }

    private EmbeddedException noSpace(String found) {
        return new EmbeddedException(String.format(
                Locale.ROOT,
                "there is not enough disk space for the engine in %s: it needs %,d MB while it installs, %s; free some, or set XDG_CACHE_HOME to a folder on a larger disk",
                installation.folder(),
                BYTES_NEEDED / 1_000_000,
                found));
    }

    private void runNpm(Path npm, Path prefix, Consumer<String> progress) throws IOException {
        Path output = prefix.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder(
                npm.toString(),
                "install",
                "--prefix",
                prefix.toString(),
                "--no-fund",
                "--no-audit",
                npmPackage + "@" + version);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).directory(prefix.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long megabytes = sizeOf(prefix) / 1_000_000;
                progress.accept("installing ClickHouse: " + megabytes + " of 570 MB on disk");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new EmbeddedException("the installation of the engine was interrupted; it starts anew next time");
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(output, StandardCharsets.UTF_8).strip();
            throw failed(process.exitValue(), said);
        }
    }

    private EmbeddedException failed(int exit, String said) {
        if (said.contains("ENOSPC")) {
            return noSpace("npm ran out of it");
        }
        List<String> lines = said.lines().toList();
        String tail = String.join("\n    ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
        return new EmbeddedException("npm could not fetch " + npmPackage + " " + version + " (exit code " + exit
                + "); check the network and npm's configuration (npm config get registry), or set AMIG_ENGINE_LIB to a libchdb.so of your own; npm said:\n    "
                + tail);
    }

    private Path npm() {
        for (String entry : environment.getOrDefault("PATH", "").split(":")) {
            Path candidate = Path.of(entry.isEmpty() ? "." : entry, "npm");
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new EmbeddedException(
                "the embedded ClickHouse is fetched with npm, and there is no npm on the PATH; install the package npm of your distribution, use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb.so");
    }

    private static long sizeOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // npm moves files while they are counted.
            return 0;
        }
    }
}
