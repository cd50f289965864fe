package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Event;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.progress.NodeProgress;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig set MIGRATION parallel=N}, while a copy goes on and while none does. */
@Timeout(120)
class LiveParallelismIT {
    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start(home.resolve("journal"));
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(node, "CREATE DATABASE live ENGINE = Atomic");
            bench.rows(
                    node,
                    "CREATE TABLE live.source (n UInt64) ENGINE = MergeTree PARTITION BY intDiv(n, 10) ORDER BY n");
            bench.rows(node, "INSERT INTO live.source SELECT number FROM numbers(240)");
            bench.rows(
                    node,
                    "CREATE TABLE live.destination (n UInt64, s UInt8) ENGINE = MergeTree PARTITION BY intDiv(n, 10) ORDER BY n");
        }
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void a_copy_takes_as_many_chunks_at_a_time_as_was_said_last() throws Exception {
        // 24 chunks of a second each, on each shard.
        CompletableFuture<RunResult> copying =
                bench.start(Bench.migration("live", """
                        COPY history FROM live.source TO live.destination ON EACH SHARD
                          COLUMNS (n, sleepEachRow(0.1) AS s) CHUNK BY PARTITION PARALLEL 1;
                        """), new StopSignal(), Bench.options(question -> false));
        Run run = running("live");
        await(() -> inserts(run, "s1r1") == 1 && inserts(run, "s2r1") == 1);

        assertThat(set(run, "parallel=many")).isEqualTo(refused("many"));
        assertThat(set(run, "parallel=0")).isEqualTo(refused("0"));
        assertThat(set(run, "parallel=257")).isEqualTo(refused("257"));
        assertThat(set(run, "paralel=4"))
                .isEqualTo(Answer.refused("'paralel=4' sets nothing; what can be set now: parallel"));
        assertThat(inserts(run, "s1r1")).isLessThanOrEqualTo(1);

        String more =
                "history copies at most 4 chunks at a time on each node (before: 1 on s1r1, 1 on s2r1); set by tim (it is night)";
        assertThat(set(run, "parallel=4")).isEqualTo(Answer.accepted(more));
        await(() -> inserts(run, "s1r1") == 4 && inserts(run, "s2r1") == 4);
        assertThat(phrase("s1r1")).matches("\\d+ of 24 chunks have arrived, \\d on their way, at most 4 at a time");

        String fewer =
                "history copies at most 1 chunk at a time on each node (before: 4 on s1r1, 4 on s2r1); set by tim (it is night)";
        assertThat(set(run, "parallel=1")).isEqualTo(Answer.accepted(fewer));
        await(() -> inserts(run, "s1r1") == 1 && inserts(run, "s2r1") == 1);
        assertThat(set(run, "parallel=24").accepted()).isTrue();

        RunResult result = copying.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        for (String node : List.of("s1r1", "s2r1")) {
            assertThat(bench.rows(node, "SELECT count(), sum(n) FROM live.destination"))
                    .hasToString("[[240, 28680]]");
        }
        assertThat(events(run)).containsSubsequence(more, fewer);
        assertThat(bench.told).containsSubsequence(more, fewer);
    }

    @Test
    void what_is_no_copy_has_no_parallelism() throws Exception {
        CompletableFuture<RunResult> waiting = bench.start(
                Bench.migration(
                        "no_copy",
                        "STEP slow ON ANY NODE { SELECT sleepEachRow(0.1) FROM numbers(40) SETTINGS max_block_size = 1 } ROLLBACK NONE BECAUSE 'it reads';"),
                new StopSignal(),
                Bench.options(question -> false));
        assertThat(set(running("no_copy"), "parallel=4"))
                .isEqualTo(Answer.refused("'parallel=4' sets nothing; nothing can be set in what the run does now"));
        assertThat(waiting.get(60, TimeUnit.SECONDS).ending()).isEqualTo(Ending.COMPLETED);
    }

    private static Answer refused(String value) {
        return Answer.refused(
                "parallel=%s: how many chunks at a time must be a whole number from 1 to 256; nothing was changed"
                        .formatted(value));
    }

    private static Run running(String migration) throws Exception {
        await(() -> found(migration).isPresent());
        return found(migration).orElseThrow();
    }

    private static Optional<Run> found(String migration) {
        return bench.journal()
                .latestRun(bench.cluster().name(), migration)
                .filter(run -> run.status() == RunStatus.RUNNING);
    }

    private static Answer set(Run run, String assignment) throws Exception {
        Request request = bench.journal().post(run.id(), Request.Kind.SET, assignment, "tim", "it is night");
        await(() -> bench.journal().request(request.id()).orElseThrow().answer().isPresent());
        return bench.journal().request(request.id()).orElseThrow().answer().orElseThrow();
    }

    /** The chunks that a node copies at this moment. */
    private static int inserts(Run run, String node) throws Exception {
        return ((BigInteger) bench.ask(
                        node,
                        "SELECT count() FROM system.processes WHERE startsWith(query_id, 'amig-" + run.id()
                                + "-history-') AND query_kind = 'Insert'"))
                .intValue();
    }

    private static String phrase(String node) {
        return bench.board().snapshot().nodes().stream()
                .filter(it -> it.node().id().equals(node))
                .map(NodeProgress::phrase)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> events(Run run) {
        return bench.journal().events(run.id(), 0).stream().map(Event::text).toList();
    }

    private static void await(Callable<Boolean> come) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!come.call()) {
            assertThat(System.nanoTime()).as("it did not come within 30 s").isLessThan(until);
            Thread.sleep(20);
        }
    }
}
