package dev.amig.editor.vscode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests that the VS Code extension brings along, run in a copy; without npm, or what it fetches, they are skipped. */
class VsCodeExtensionIT {
    private static final Path EXTENSION = Path.of("../editors/vscode");
    private static final int MINUTES = 3;

    @TempDir
    private Path copy;

    private record Ended(int exitCode, String printed) {}

    @Test
    void its_own_tests_succeed() throws Exception {
        copyExtension();
        Ended install = npm("install", "--no-package-lock", "--no-audit", "--no-fund");
        assumeTrue(install.exitCode() == 0, "npm cannot install what the tests need:\n" + install.printed());
        Ended test = npm("test");
        assertThat(test.exitCode()).as(test.printed()).isZero();
        assertThat(test.printed())
                .containsPattern("(?m)^\\W*pass [1-9]")
                .containsPattern("(?m)^\\W*fail 0$")
                .containsPattern("(?m)^\\W*skipped 0$");
    }

    private Ended npm(String... args) throws IOException, InterruptedException {
        Path log = copy.resolve("npm.log");
        Process process;
        try {
            var builder = new ProcessBuilder(
                            Stream.concat(Stream.of("npm"), Stream.of(args)).toList())
                    .directory(copy.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .put(
                            "AMIG_REPOSITORY",
                            EXTENSION
                                    .toAbsolutePath()
                                    .resolve("../..")
                                    .normalize()
                                    .toString());
            process = builder.start();
        } catch (IOException e) {
            return new Ended(1, "npm is not installed: " + e.getMessage());
        }
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Ended(ended ? process.exitValue() : 1, Files.readString(log));
    }

    private void copyExtension() throws IOException {
        try (Stream<Path> files = Files.walk(EXTENSION)) {
            files.filter(it -> !it.startsWith(EXTENSION.resolve("node_modules")))
                    .forEach(this::copy);
        }
    }

    private void copy(Path file) {
        try {
            Path to = copy.resolve(EXTENSION.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(to);
            } else {
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
