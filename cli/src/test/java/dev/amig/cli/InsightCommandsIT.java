package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a run from another terminal, while it goes on, when its runner was killed, and when it is at its end. */
class InsightCommandsIT {
    private static final String SLOW = """
            MIGRATION slow;
            STEP make ON EACH SHARD { CREATE TABLE slow_t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS slow_t SYNC };
            STEP fill ON EACH SHARD { INSERT INTO slow_t SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS slow_t };
            """;

    @TempDir
    private Path folder;

    private final AmigProcesses processes = new AmigProcesses();
    private Process run;

    @AfterEach
    void end() throws Exception {
        processes.end();
        KeptJournals.awaitEnd(folder);
    }

    private void start() throws IOException {
        Path file = Files.writeString(folder.resolve("slow.amig"), SLOW);
        run = processes.start(folder.resolve("out.txt"), "run", "--embedded", "--data", data(), file.toString());
    }

    private String data() {
        return folder.resolve("kept").toString();
    }

    private Call amig(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data()));
        return Call.amig(all.toArray(String[]::new));
    }

    private void awaitOutput(String text) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.readString(folder.resolve("out.txt")).contains(text)) {
            assertThat(run.isAlive() && System.nanoTime() < until).isTrue();
            Thread.sleep(50);
        }
    }

    @Test
    void a_run_can_be_watched_explained_and_examined_from_another_terminal() throws Exception {
        start();
        awaitOutput("fill started on 2 nodes");
        Thread.sleep(2_500);
        String why = amig("why", "slow").out();
        assertThat(why)
                .containsPattern(
                        "run 1  slow on posthog is running: fill, done on 0 of 2 nodes, \\d+ %; driven by process "
                                + run.pid() + " on \\S+ \\(for \\d+ s\\)\n")
                .containsPattern(
                        "s2r1  fill runs INSERT INTO slow_t SELECT sleepEachRow\\(0\\.1\\) FROM numbers\\(60… \\(amig-1-fill-s2r1-0-1\\): \\d+( of 600)? rows read, \\d+ written.* \\(for \\d+ s\\)\n")
                .endsWith("next:\n  amig status slow --watch\n  amig logs slow --follow\n  amig stop slow\n");
        assertThat(amig("doctor")).isEqualTo(Call.done("nothing found\n"));
        assertThatWhatDoesNotExistIsSaid();
        assertThat(amig("logs", "folder/slow.amig", "--node", "s1r1").out())
                .matches("\\S+Z  s1r1  make done on s1r1 \\(127\\.0\\.0\\.1:\\d+\\)\n");

        CompletableFuture<Call> watch = CompletableFuture.supplyAsync(() -> amig("status", "--watch"));
        CompletableFuture<Call> follow =
                CompletableFuture.supplyAsync(() -> amig("logs", "slow", "--follow", "--json"));
        Thread.sleep(3_000);
        new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
        assertThat(watch.get().out())
                .startsWith("run 1 of slow on posthog\n")
                .containsPattern("    s1r1  running  .* rows/s .* INSERT INTO slow_t SELECT sleepEachRow")
                .contains("make rolled back on s1r1")
                .endsWith("  slow is Rolled back: interrupted; 'amig why slow' says what may be done\n");
        assertThat(follow.get(30, TimeUnit.SECONDS).out())
                .contains("\"kind\":\"NODE_FINISHED\",\"action\":\"make\",\"node\":\"s1r1\"")
                .endsWith("\"text\":\"Rolled back\",\"status\":\"ROLLED_BACK\",\"cause\":\"RUNNER\"}\n");
        assertThat(amig("status", "--watch").err())
                .endsWith("nobody drives a migration at this moment; 'amig status' shows where all of them stand\n");
    }

    @Test
    void what_a_killed_runner_leaves_is_explained_found_and_mended() throws Exception {
        start();
        awaitOutput("fill started on 2 nodes");
        Thread.sleep(2_500);
        run.destroyForcibly().waitFor();
        Call why = amig("why", "slow");
        assertThat(why.out())
                .containsPattern(
                        "run 1  slow on posthog was running: fill, done on 0 of 2 nodes, \\d+ %, and nobody goes on with it: process "
                                + run.pid()
                                + " on \\S+, which drove it, was last heard of \\d+ s ago and is gone \\(for \\d+ s\\)\n")
                .contains("next:\n  amig resume slow\n", "\n  amig doctor --repair\n");
        assertThat(amig("status", "slow", "--watch").exitCode()).isEqualTo(3);

        // Its nodes see that it is gone, and end one after the other.
        Call doctor = amig("doctor");
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (doctor.out().contains("silent node") && System.nanoTime() < until) {
            Thread.sleep(200);
            doctor = amig("doctor");
        }
        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out())
                .startsWith("stale lease  posthog since ")
                .contains(
                        "unreachable cluster  posthog\n  cluster posthog cannot be reached from here, and slow on it has not ended;\n")
                .endsWith("2 findings\n");
        Call repaired = amig("doctor", "--repair", "--yes", "--json");
        assertThat(repaired.err()).contains("repaired: the lease on cluster posthog is free\n");
        assertThat(repaired.exitCode()).as("the cluster is still out of reach").isEqualTo(1);
        assertThat(amig("doctor").out()).endsWith("1 finding\n");
    }

    private void assertThatWhatDoesNotExistIsSaid() {
        assertThat(amig("why", "slo").err())
                .endsWith("error: the journal knows no run of slo\n  help: did you mean slow?\n");
        assertThat(amig("logs", "slow", "--run", "7").err())
                .endsWith("error: the journal knows no run 7\n  help: 'amig logs slow' shows the latest one\n");
        assertThat(amig("doctor", "--yes").err())
                .endsWith("error: --yes says yes to what --repair asks, and --repair was not given\n");
    }
}
