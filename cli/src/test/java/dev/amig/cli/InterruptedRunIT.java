package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig run} in a process of its own, which is interrupted or killed. */
class InterruptedRunIT {
    private static final String SLOW = """
            MIGRATION slow;
            STEP make ON EACH SHARD { CREATE TABLE slow_t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS slow_t SYNC };
            STEP fill ON EACH SHARD { INSERT INTO slow_t SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS slow_t };
            """;

    @TempDir
    private Path folder;

    private final AmigProcesses processes = new AmigProcesses();

    @AfterEach
    void awaitTheEnd() throws Exception {
        processes.end();
        KeptJournals.awaitEnd(folder);
    }

    private Path out;
    private Path temporary;

    @BeforeEach
    void writeMigration() throws IOException {
        Files.writeString(folder.resolve("slow.amig"), SLOW);
        out = folder.resolve("out.txt");
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private Process start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--embedded", folder.resolve("slow.amig").toString()));
        arguments.addAll(List.of(more));
        return processes.start(List.of("-Djava.io.tmpdir=" + temporary), out, arguments.toArray(String[]::new));
    }

    private void awaitOutput(Process process, String text) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.readString(out).contains(text)) {
            assertThat(process.isAlive() && System.nanoTime() < until)
                    .as("waiting for '%s', got:%n%s", text, Files.readString(out))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private static Set<Long> descendants(Process process) {
        return process.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static void assertGone(Set<Long> pids) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (pids.stream().anyMatch(InterruptedRunIT::isAlive) && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(pids).noneMatch(InterruptedRunIT::isAlive);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void ctrl_c_kills_what_runs_rolls_back_and_leaves_nothing() throws Exception {
        Process run = start();
        awaitOutput(run, "fill started on 2 nodes");
        Thread.sleep(1500);
        Set<Long> nodes = descendants(run);
        assertThat(nodes).hasSizeGreaterThanOrEqualTo(2);
        signal(run, "INT");
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .contains(
                        "stopping: what runs is killed, then what was done is rolled back (Ctrl-C again leaves at once)\n")
                .contains("make rolled back on s2r1")
                .endsWith("\nrun 1: slow was rolled back: stopped: interrupted\n");
        assertThat(run.exitValue()).isEqualTo(1);
        assertGone(nodes);
    }

    @Test
    void with_on_stop_stay_the_run_is_paused_and_goes_on_later() throws Exception {
        String data = folder.resolve("kept").toString();
        Process run = start("--data", data, "--on-stop", "stay");
        awaitOutput(run, "fill started on 2 nodes");
        Thread.sleep(1500);
        signal(run, "TERM");
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .endsWith("\nrun 1: slow is paused: stopped: interrupted; nothing was rolled back: as asked\n");
        assertThat(run.exitValue()).isEqualTo(3);
        assertThat(Call.amig("status", "--data", data, "slow").out()).startsWith("slow on posthog, run 1: Paused, ");
    }

    @Test
    void a_killed_run_on_a_cluster_of_its_own_leaves_neither_processes_nor_folders() throws Exception {
        Process run = start();
        awaitOutput(run, "fill started on 2 nodes");
        Set<Long> processes = descendants(run);
        assertThat(temporaryFolders()).isNotEmpty();
        run.destroyForcibly().waitFor();
        assertGone(processes);
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!temporaryFolders().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(temporaryFolders()).isEmpty();
    }

    private List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> found = Files.list(temporary)) {
            return found.filter(it -> it.getFileName().toString().startsWith("amig-"))
                    .toList();
        }
    }

    @Test
    void a_killed_run_leaves_no_process_and_the_next_one_looks_up_what_was_in_flight() throws Exception {
        String data = folder.resolve("kept").toString();
        Process run = start("--data", data);
        awaitOutput(run, "fill started on 2 nodes");
        Thread.sleep(1500);
        Set<Long> processes = descendants(run);
        run.destroyForcibly().waitFor();
        assertGone(processes);

        Call next = Call.amig(
                "run", "--embedded", "--data", data, folder.resolve("slow.amig").toString());
        assertThat(next.out())
                .contains("the runner before this one did not hear the answer; looked up: ")
                .contains("nobody knows how a statement ended");
        assertThat(next.exitCode()).isEqualTo(3);
    }
}
