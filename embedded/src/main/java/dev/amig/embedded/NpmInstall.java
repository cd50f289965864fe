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

/** Fetches one npm package of one version with this machine's npm client. Its configuration says from where; it checks what came. */
final class NpmInstall {
    /** 709 MB at the most were seen: packed in npm's cache, unpacked in the folder. The nodes need some, too. */
    static final long BYTES_NEEDED = 1_000_000_000L;

    private static final String ELSE =
            "use a cluster of your own (clusters: in amig.yaml), or set AMIG_ENGINE_LIB to a libchdb of version "
                    + EngineLibrary.VERSION;
    private static final long POLL_MILLIS = 500;
    private static final int LAST_LINES = 8;

    private final Map<String, String> environment;
    private final String npmPackage;
    private final long bytesNeeded;
    private final Consumer<String> progress;

    /**
     * @param npmPackage  name and version: {@code @scope/name@1.2.3}
     * @param bytesNeeded on the folder's disk, while it installs
     */
    NpmInstall(Map<String, String> environment, String npmPackage, long bytesNeeded, Consumer<String> progress) {
        this.environment = environment;
        this.npmPackage = npmPackage;
        this.bytesNeeded = bytesNeeded;
        this.progress = progress;
    }

    /** @param folder gets a folder {@code node_modules} */
    void into(Path folder) throws IOException {
        Path npm = npm();
        requireSpace(folder);
        Path output = folder.resolve("npm.log");
        Process process = start(npm, folder, output);
        Thread hook = new Thread(process::destroy, "stop-npm");
        Runtime.getRuntime().addShutdownHook(hook);
        await(process, folder);
        removeHook(hook);
        if (process.exitValue() != 0) {
            throw failed(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), folder);
        }
    }

    private Process start(Path npm, Path folder, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                npm.toString(),
                "install",
                "--prefix",
                folder.toString(),
                "--no-fund",
                "--no-audit",
                "--no-update-notifier",
                "--ignore-scripts",
                npmPackage);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        return process;
    }

    private void await(Process process, Path folder) {
        try {
            long told = -1;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                long megabytes = sizeOf(folder) / 1_000_000;
                if (megabytes != told) {
                    progress.accept("installing ClickHouse: " + megabytes + " of 570 MB on disk");
                    told = megabytes;
                }
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new EmbeddedException(
                    "the installation of the engine was interrupted; the next command starts it anew", e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending; the hook has run or will.
            return;
        }
    }

    private void requireSpace(Path folder) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < bytesNeeded) {
            throw noSpace(folder, String.format(Locale.ROOT, "%,d MB are free", usable / 1_000_000));
        }
    }

    private EmbeddedException noSpace(Path folder, String found) {
        return new EmbeddedException(String.format(
                Locale.ROOT,
                "the disk of %s has no room for the engine: its installation needs %,d MB, %s; free some,"
                        + " or set XDG_CACHE_HOME to a folder on a larger disk",
                folder.getParent(),
                bytesNeeded / 1_000_000,
                found));
    }

    private EmbeddedException failed(int exitCode, String said, Path folder) {
        if (said.contains("ENOSPC")) {
            return noSpace(folder, "and npm found it full");
        }
        List<String> lines = said.strip().lines().toList();
        String last = String.join("\n    ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new EmbeddedException("npm could not fetch " + npmPackage + " (exit code " + exitCode
                + "); check the network and npm's configuration (npm config list), or " + ELSE
                + "; npm's last lines:\n    " + last);
    }

    private Path npm() {
        for (String entry : environment.getOrDefault("PATH", "").split(":")) {
            Path candidate = Path.of(entry, "npm");
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new EmbeddedException(
                "the engine of the embedded cluster is fetched with npm, and there is no npm on the PATH; install it"
                        + " (package \"npm\" of your distribution), or " + ELSE);
    }

    private static long sizeOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            // npm moves folders while they are counted.
            return 0;
        }
    }
}
