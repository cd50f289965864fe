package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.insight.Why;
import dev.amig.journal.Event;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.progress.NodeProgress;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code amig set MIGRATION parallel=N}, while a copy goes on and while none does. */
@Timeout(120)
class LiveParallelismIT extends TwoShards {
    @BeforeAll
    static void start() throws Exception {
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
        assertThat(set(run, "parallel=-1")).isEqualTo(refused("-1"));
        assertThat(set(run, "parallel=257")).isEqualTo(refused("257"));
        assertThat(set(run, "paralel=4"))
                .isEqualTo(Answer.refused("'paralel=4' sets nothing; what can be set now: parallel"));
        assertThat(inserts(run, "s1r1")).isLessThanOrEqualTo(1);
        // The next one's table stands when a core becomes free, and no other.
        await(() -> stagingTables("s1r1", "destination").size() == 2);

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
    void without_a_word_a_copy_takes_as_many_chunks_at_a_time_as_the_node_has_threads() throws Exception {
        int threads = ((BigInteger) bench.ask("s1r1", "SELECT toUInt64(getSetting('max_threads'))")).intValue();
        CompletableFuture<RunResult> copying =
                bench.start(copy("unsaid", ""), new StopSignal(), Bench.options(question -> false));
        Run run = running("unsaid");
        int workers = Math.min(threads, 16);
        await(() -> inserts(run, "s1r1") == workers && inserts(run, "s2r1") == workers);
        String more =
                "history copies at most 24 chunks at a time on each node (before: %1$d on s1r1, %1$d on s2r1); set by tim (it is night)";
        assertThat(set(run, "parallel=24")).isEqualTo(Answer.accepted(more.formatted(workers)));
        RunResult result = copying.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(rows("unsaid", "s1r1")).isEqualTo(240);
    }

    @Test
    void a_copy_that_is_paused_begins_no_chunk_until_somebody_says_how_many() throws Exception {
        CompletableFuture<RunResult> copying =
                bench.start(copy("paused"), new StopSignal(), Bench.options(it -> false));
        Run run = running("paused");
        await(() -> inserts(run, "s1r1") == 1 && inserts(run, "s2r1") == 1);

        String pause =
                "history begins no chunk any more, and those on their way arrive (before: 1 on s1r1, 1 on s2r1); paused by tim (it is night); to go on: amig set paused parallel=1";
        assertThat(set(run, "parallel=0")).isEqualTo(Answer.accepted(pause));
        await(() -> inserts(run, "s1r1") == 0 && inserts(run, "s2r1") == 0);
        String waits =
                "paused by tim \\(it is night\\) since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ; to go on: amig set paused parallel=1";
        await(() -> phrase("s1r1").matches(waits) && phrase("s2r1").matches(waits));
        // It was made ahead, and waits for its turn.
        await(() -> stagingTables("s1r1", "paused").size() == 1);
        assertThat(bench.ask(
                        "s1r1",
                        "SELECT count() FROM live."
                                + stagingTables("s1r1", "paused").get(0)))
                .hasToString("0");
        NodeProgress held = node("s1r1");
        assertThat(held.state()).isEqualTo(NodeProgress.State.WAITING);
        assertThat(held.percent().orElseThrow()).isBetween(1, 50);
        long arrived = rows("paused", "s1r1");
        Thread.sleep(1_500);
        assertThat(rows("paused", "s1r1")).isEqualTo(arrived).isPositive();
        assertThat(bench.journal().run(run.id()).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(new Why(bench.journal(), Optional.empty())
                        .explain(run)
                        .nodes()
                        .get(0)
                        .sentence())
                .matches("history waits: " + waits + " \\(for \\d+ s\\)");

        String on =
                "history copies at most 24 chunks at a time on each node (before: paused); set by tim (it is night)";
        assertThat(set(run, "parallel=24")).isEqualTo(Answer.accepted(on));
        RunResult result = copying.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(rows("paused", "s1r1")).isEqualTo(240);
        assertThat(events(run)).containsSubsequence(pause, on);
    }

    @Test
    void what_was_set_last_holds_for_whoever_goes_on_with_the_run() throws Exception {
        ValidMigration migration = copy("kept");
        StopSignal stop = new StopSignal();
        CompletableFuture<RunResult> copying = bench.start(migration, stop, Bench.options(it -> false));
        Run run = running("kept");
        await(() -> inserts(run, "s1r1") == 1);
        Request pause = post(run, "parallel=0");
        assertThat(answer(pause).accepted()).isTrue();
        stopAndStay(run, copying);

        String paused = "paused by tim (it is night) since " + seconds(pause);
        String goOn = "to go on: amig set kept parallel=1";
        assertThat(why(run))
                .endsWith("; history is %s, and will be when the run is gone on with; then: amig set kept parallel=1"
                        .formatted(paused));
        long arrived = rows("kept", "s1r1");
        CompletableFuture<RunResult> again = resume(migration);
        await(() ->
                phrase("s1r1").equals(paused + "; " + goOn) && phrase("s2r1").equals(paused + "; " + goOn));
        assertThat(node("s1r1").state()).isEqualTo(NodeProgress.State.WAITING);
        assertThat(events(run)).containsOnlyOnce("history is still " + paused + "; " + goOn);
        Thread.sleep(1_000);
        assertThat(rows("kept", "s1r1")).isEqualTo(arrived);
        assertThat(why(run)).endsWith("; history is %s; %s".formatted(paused, goOn));

        Request two = post(run, "parallel=2");
        assertThat(answer(two))
                .isEqualTo(
                        Answer.accepted(
                                "history copies at most 2 chunks at a time on each node (before: paused); set by tim (it is night)"));
        await(() -> inserts(run, "s1r1") == 2 && inserts(run, "s2r1") == 2);
        stopAndStay(run, again);

        String set = "set to at most 2 chunks at a time on each node by tim (it is night) since " + seconds(two);
        assertThat(why(run)).endsWith("; history is " + set);
        CompletableFuture<RunResult> third = resume(migration);
        await(() -> inserts(run, "s1r1") == 2 && inserts(run, "s2r1") == 2);
        assertThat(events(run)).containsOnlyOnce("history is still " + set);
        assertThat(set(run, "parallel=24").accepted()).isTrue();
        RunResult result = third.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(rows("kept", "s1r1")).isEqualTo(240);
        assertThat(stagingTables("s1r1", "kept")).isEmpty();
        assertThat(bench.journal().copies().wantedParallelism(run.id(), 0)).isEmpty();
    }

    @Test
    void what_was_set_is_forgotten_when_the_run_is_rolled_back() throws Exception {
        ValidMigration migration = copy("undone");
        CompletableFuture<RunResult> copying = bench.start(migration, new StopSignal(), Bench.options(it -> false));
        Run run = running("undone");
        await(() -> inserts(run, "s1r1") == 1);
        assertThat(set(run, "parallel=0").accepted()).isTrue();
        stopAndStay(run, copying);
        assertThat(bench.journal().copies().wantedParallelism(run.id(), 0)).isPresent();

        RunResult back = bench.rollBack(migration);
        assertThat(back.ending()).as(back.sentence()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(bench.journal().copies().wantedParallelism(run.id(), 0)).isEmpty();
    }

    private static void stopAndStay(Run run, CompletableFuture<RunResult> copying) throws Exception {
        bench.journal().post(run.id(), Request.Kind.STOP, StopSignal.After.STAY.name(), "tim", "");
        assertThat(copying.get(30, TimeUnit.SECONDS).ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
    }

    private static CompletableFuture<RunResult> resume(ValidMigration migration) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.resume(migration);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String why(Run run) throws Exception {
        return new Why(bench.journal(), Optional.empty()).explain(run).run().sentence();
    }

    private static Instant seconds(Request request) {
        return request.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<String> stagingTables(String node, String of) throws Exception {
        return bench
                .rows(
                        node,
                        "SELECT name FROM system.tables WHERE database = 'live' AND startsWith(name, '%s__amig_chunk_')"
                                .formatted(of))
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    /** One chunk at a time. */
    private static ValidMigration copy(String name) throws Exception {
        return copy(name, "PARALLEL 1");
    }

    /** 24 chunks of a second each, on each shard. */
    private static ValidMigration copy(String name, String clause) throws Exception {
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(
                    node,
                    "CREATE TABLE live.%s (n UInt64, s UInt8) ENGINE = MergeTree PARTITION BY intDiv(n, 10) ORDER BY n"
                            .formatted(name));
        }
        return Bench.migration(name, """
                COPY history FROM live.source TO live.%1$s ON EACH SHARD
                  COLUMNS (n, sleepEachRow(0.1) AS s) CHUNK BY PARTITION %2$s
                ROLLBACK { TRUNCATE TABLE live.%1$s };
                """.formatted(name, clause));
    }

    private static long rows(String table, String node) throws Exception {
        return ((BigInteger) bench.ask(node, "SELECT count() FROM live." + table)).longValue();
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
                "parallel=%s: how many chunks at a time must be a whole number from 1 to 256, or 0 to pause; nothing was changed"
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
        return answer(post(run, assignment));
    }

    private static Request post(Run run, String assignment) {
        return bench.journal().post(run.id(), Request.Kind.SET, assignment, "tim", "it is night");
    }

    private static Answer answer(Request request) throws Exception {
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
        return seen(node).map(NodeProgress::phrase).orElse("");
    }

    private static NodeProgress node(String node) {
        return seen(node).orElseThrow();
    }

    private static Optional<NodeProgress> seen(String node) {
        return bench.board().snapshot().nodes().stream()
                .filter(it -> it.node().id().equals(node))
                .findFirst();
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
