package dev.amig.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.launcher.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./amig} in a source tree. Maven is a script here that notes each call and takes the jars that the real one has just
 * made; the real one is called by {@code .ci/run} in a fresh clone.
 */
class LauncherBuildIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final String COPYING =
            "mkdir -p \"$dist/lib\"; cp %s/lib/*.jar \"$dist/lib\"".formatted(LauncherIT.DIST);

    @TempDir
    private Path scratch;

    private Path root;
    private Path source;
    private Path calls;
    private Shell shell;

    @BeforeEach
    void checkOut() throws IOException {
        root = Files.createDirectory(scratch.resolve("clone"));
        calls = scratch.resolve("calls");
        Files.copy(REPOSITORY.resolve("amig"), root.resolve("amig"));
        source = Files.createDirectories(root.resolve("cli/src/main")).resolve("Some.java");
        Files.writeString(source, "");
        Files.writeString(root.resolve("pom.xml"), "");
        Files.setLastModifiedTime(root.resolve("pom.xml"), FileTime.from(Instant.EPOCH));
        maven(COPYING);
        shell = new Shell(scratch).with("PATH", scratch.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void the_first_use_builds_and_says_so_and_the_second_does_not() throws Exception {
        Ended first = shell.run(amig(), "--version");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).startsWith("amig ");
        assertThat(first.err()).isEqualTo(building());
        assertThat(shell.run(amig(), "--version")).isEqualTo(new Ended(0, first.out(), ""));
        assertThat(calls()).containsExactly("-q -B -pl cli -am package -Dmaven.test.skip=true");
    }

    @Test
    void two_first_uses_at_once_build_once() throws Exception {
        maven("sleep 1; " + COPYING);
        Path out = scratch.resolve("other.out");
        Path err = scratch.resolve("other.err");
        Process other = shell.start(out, err, amig(), "--version");
        Ended ended = shell.run(amig(), "--version");
        assertThat(other.waitFor()).isZero();
        assertThat(List.of(ended.err(), Files.readString(err)))
                .containsExactlyInAnyOrder(building(), "Waiting for another amig that is building\n");
        assertThat(Files.readString(out)).isEqualTo(ended.out());
        assertThat(calls()).hasSize(1);
    }

    @Test
    void newer_sources_are_built_into_another_folder_because_the_old_build_may_be_running() throws Exception {
        shell.run(amig(), "--version");
        Path before = build();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(shell.run(amig(), "--version").err()).isEqualTo(building());
        assertThat(build()).isNotEqualTo(before);
        assertThat(before.resolve("lib/amig-cli.jar")).exists();
    }

    @Test
    void a_build_that_was_cut_off_is_not_taken_for_one() throws Exception {
        Files.createDirectories(root.resolve("target/amig/build-1-1/lib"));
        Files.writeString(root.resolve("target/amig/next"), "build-1-1\n");
        assertThat(shell.run(amig(), "--version").err()).isEqualTo(building());
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_failing_build_shows_the_end_of_its_log_and_the_next_use_tries_again() throws Exception {
        maven("seq -f 'line %g' 100; exit 1");
        Ended failed = shell.run(amig(), "--version");
        StringBuilder end = new StringBuilder();
        for (int line = 71; line <= 100; line++) {
            end.append("line ").append(line).append('\n');
        }
        String log = root.resolve("target/amig/build.log").toString();
        assertThat(failed).isEqualTo(new Ended(1, "", """
                        %s%serror: amig could not be built; above is the end of %s
                          help: look for the first [ERROR]; without a network, Maven needs its packages in its local repository
                        """.formatted(building(), end, log)));
        assertThat(shell.run(amig(), "--version").exitCode()).isEqualTo(1);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void without_maven_it_says_what_to_install() throws Exception {
        Files.delete(scratch.resolve("bin/mvn"));
        shell.with("JAVA_HOME", System.getProperty("java.home"));
        String tools = Shell.tools(scratch.resolve("tools"), "sh", "find", "head");
        assertThat(shell.with("PATH", tools).run(amig(), "--version")).isEqualTo(new Ended(2, "", """
                error: amig must be built first, and Maven is not installed
                  help: install Maven 3.8.6 or newer, on Debian: apt-get install maven
                """));
    }

    private String building() {
        return "Building amig, once; this takes a minute or two (log: %s/target/amig/build.log)\n".formatted(root);
    }

    private void maven(String work) throws IOException {
        Shell.script(scratch.resolve("bin/mvn"), """
                echo "$*" | sed 's/ -Damig.dist=.*//' >>%s
                for dist; do :; done
                dist=${dist#-Damig.dist=}
                %s
                """.formatted(calls, work));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    private Path build() throws IOException {
        Path builds = root.resolve("target/amig");
        return builds.resolve(Files.readString(builds.resolve("current")).strip());
    }

    private String amig() {
        return root.resolve("amig").toString();
    }
}
