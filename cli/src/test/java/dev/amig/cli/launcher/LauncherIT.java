package dev.amig.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.launcher.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./amig} as a distribution has it: beside {@code lib/}. */
class LauncherIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    static final Path DIST = REPOSITORY.resolve("cli/target/dist");

    @TempDir
    private Path scratch;

    private Path root;
    private Shell shell;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectory(scratch.resolve("a distribution"));
        Files.copy(REPOSITORY.resolve("amig"), root.resolve("amig"));
        Files.createSymbolicLink(root.resolve("lib"), DIST.resolve("lib"));
        shell = new Shell(scratch);
    }

    /** Before the folder is, so that nobody thinks of following it. */
    @AfterEach
    void removeLink() throws IOException {
        Files.delete(root.resolve("lib"));
    }

    @Test
    void it_works_through_links_and_from_any_folder() throws Exception {
        Path bin = Files.createDirectory(root.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../amig"));
        Files.createSymbolicLink(bin.resolve("amig"), Path.of("first"));
        Ended ended = shell.in(Path.of("/"))
                .with("PATH", bin + ":" + System.getenv("PATH"))
                .run("sh", "-c", "amig --version");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("amig ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void arguments_and_exit_code_pass_as_they_are() throws Exception {
        assertThat(shell.run(amig(), "a b", "", "ü$HOME*")).isEqualTo(new Ended(2, "", """
                error: unknown command 'a b', '', 'ü$HOME*'
                  help: 'amig --help' lists what it takes
                """));
    }

    @Test
    void the_archive_of_classes_is_made_once_and_a_damaged_one_breaks_nothing() throws Exception {
        Ended first = shell.run(amig(), "--version");
        Path archive = archives().get(0);
        assertThat(Files.size(archive)).isGreaterThan(1_000_000);
        Files.delete(archive);
        Files.writeString(archive, "");
        assertThat(shell.run(amig(), "--version")).isEqualTo(first);
        Files.writeString(archive, "no archive");
        assertThat(shell.run(amig(), "--version")).isEqualTo(first);
        assertThat(archives()).containsExactly(archive);
    }

    @Test
    void options_for_java_pass() throws Exception {
        Ended ended =
                shell.with("AMIG_OPTS", "-XX:+PrintCommandLineFlags -Xmx64m").run(amig(), "--version");
        assertThat(ended.out()).startsWith("-XX:").contains(" -XX:MaxHeapSize=67108864 ");
    }

    @Test
    void without_java_it_says_what_to_install() throws Exception {
        assertThat(shell.with("PATH", Shell.tools(scratch.resolve("tools"), "sh", "readlink"))
                        .run(amig(), "--version"))
                .isEqualTo(new Ended(2, "", """
                error: Java is not installed
                  help: install a JDK 17 or newer, on Debian: apt-get install openjdk-17-jdk-headless
                """));
    }

    @Test
    void a_java_home_without_java_is_told() throws Exception {
        assertThat(shell.with("JAVA_HOME", "/nowhere").run(amig(), "--version")).isEqualTo(new Ended(2, "", """
                error: JAVA_HOME is /nowhere, but there is no /nowhere/bin/java
                  help: set it to the folder of a JDK 17 or newer, or unset it
                """));
    }

    @Test
    void a_java_that_is_too_old_is_told() throws Exception {
        Path eleven = scratch.resolve("jdk-11");
        Shell.script(eleven.resolve("bin/java"), "exit 99\n");
        Files.writeString(eleven.resolve("release"), "JAVA_VERSION=\"11.0.22\"\n");
        Path eight = scratch.resolve("jre-8");
        Shell.script(eight.resolve("bin/java"), "echo 'java version \"1.8.0_402\"' >&2\n");
        assertThat(shell.with("JAVA_HOME", eleven.toString()).run(amig(), "--version"))
                .isEqualTo(tooOld(eleven, "11.0.22"));
        assertThat(shell.with("JAVA_HOME", eight.toString()).run(amig(), "--version"))
                .isEqualTo(tooOld(eight, "8.0_402"));
    }

    private static Ended tooOld(Path home, String version) {
        return new Ended(2, "", """
                error: %s/bin/java is Java %s, and amig needs 17 or newer
                  help: install a JDK 17 or newer and set JAVA_HOME to its folder
                """.formatted(home, version));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private String amig() {
        return root.resolve("amig").toString();
    }
}
