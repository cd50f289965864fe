package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.postgres.EmbeddedPostgres.Durability;
import dev.amig.run.RunResult;
import dev.amig.run.RunResult.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows in two dozen chunks on two shards, with writers at both tables all the while, and everything around them fails: what arrives is
 * what an undisturbed copy gives, row by row.
 *
 * <p>{@code -Damig.copy.kills=20 -Damig.copy.rows=1050000} kills nodes, and runners, twenty times during copies of two million rows;
 * {@code -Damig.copy.seed=…} repeats the moments of an earlier test.
 */
class CopyUnderFaultsIT {
    private static final int KILLS = Integer.getInteger("amig.copy.kills", 2);
    private static final long SEED = Long.getLong("amig.copy.seed", System.nanoTime());
    private static final int LONGEST_WAIT_MILLIS = 1_500;
    /** To take a copy over from one that was killed takes a second or two. */
    private static final int LONGEST_RUN_MILLIS = 5_000;

    private static final int MOST_RESUMES = 50;
    private static final String SMALL = "s2r1";

    @TempDir
    private static Path home;

    private static Optional<SmallVolume> volume = Optional.empty();
    private static FaultSite site;
    private static Workbench bench;

    @BeforeAll
    static void start() throws Exception {
        Path data = home.resolve("cluster");
        volume = SmallVolume.mount(home.resolve("volume"), data.resolve(SMALL));
        site = FaultSite.start(home.resolve("journal"), Durability.DURABLE, builder -> builder.data(data));
        bench = new Workbench(site.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (bench != null) {
            bench.close();
            site.close();
        }
        if (volume.isPresent()) {
            volume.get().close();
        }
    }

    private static CompletableFuture<RunResult> run(LiveTables tables) {
        return run(() -> bench.run(tables.scenario(), tables.scenario().name()));
    }

    private static CompletableFuture<RunResult> run(Callable<RunResult> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Goes on as often as it takes. */
    private static void complete(LiveTables tables, CompletableFuture<RunResult> first) throws Exception {
        RunResult result = first.get(120, TimeUnit.SECONDS);
        for (int i = 0; i < MOST_RESUMES && result.ending() != Ending.COMPLETED; i++) {
            System.out.println("resumed: " + result.sentence());
            assertThat(result.ending()).as(result.sentence()).isIn(Ending.NOT_ROLLED_BACK, Ending.REFUSED);
            synchronized (site) {
                // A node that is being started again is awaited.
                Thread.sleep(1);
            }
            result = run(tables).get(120, TimeUnit.SECONDS);
        }
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
    }

    private static void awaitArrival(LiveTables tables, int chunks) throws Exception {
        Await.until(chunks + " chunks", () -> tables.arrivedChunks() >= chunks);
    }

    @Test
    void nodes_that_are_killed_at_any_moment_lose_and_double_nothing() throws Exception {
        System.out.println("-Damig.copy.kills=" + KILLS + " -Damig.copy.seed=" + SEED);
        Random random = new Random(SEED);
        AtomicInteger left = new AtomicInteger(KILLS);
        for (int round = 1; left.get() > 0; round++) {
            try (LiveTables tables = LiveTables.make(bench, "killed_" + round)) {
                Map<Node, List<Long>> written = tables.writtenIntoSource();
                CompletableFuture<RunResult> run = run(tables);
                CompletableFuture<Void> completed = CompletableFuture.runAsync(() -> {
                    try {
                        complete(tables, run);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                Await.until("the copy's beginning", tables::hasBegun);
                while (left.get() > 0 && !completed.isDone()) {
                    Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
                    killOne(random);
                    left.decrementAndGet();
                }
                completed.get(300, TimeUnit.SECONDS);
                tables.assertCopied(written);
            }
        }
    }

    @Test
    void runners_that_are_killed_at_any_moment_lose_and_double_nothing() throws Exception {
        System.out.println("-Damig.copy.kills=" + KILLS + " -Damig.copy.seed=" + SEED);
        Random random = new Random(SEED);
        int left = KILLS;
        for (int round = 1; left > 0; round++) {
            try (LiveTables tables = LiveTables.make(bench, "orphaned_" + round)) {
                Map<Node, List<Long>> written = tables.writtenIntoSource();
                for (; left > 0 && !tables.isCompleted(); left--) {
                    killRunner(tables, random.nextInt(LONGEST_RUN_MILLIS));
                }
                if (!tables.isCompleted()) {
                    complete(tables, run(tables));
                }
                tables.assertCopied(written);
            }
        }
    }

    private static void killRunner(LiveTables tables, long after) throws Exception {
        try (RunnerProcess runner = RunnerProcess.start(
                site.address(), LiveTables.Copy.class, tables.scenario().name(), Address.LEASE)) {
            runner.go();
            Await.until("the copy's beginning", tables::hasBegun);
            Thread.sleep(after);
            runner.kill();
        }
    }

    private static void killOne(Random random) {
        List<EmbeddedNode> nodes = site.servers().nodes();
        EmbeddedNode node = nodes.get(random.nextInt(nodes.size()));
        synchronized (site) {
            site.servers().kill(node);
            site.servers().restart(node);
        }
    }

    @Test
    void a_journal_that_is_away_for_ten_seconds_is_waited_for() throws Exception {
        try (LiveTables tables = LiveTables.make(bench, "unjournaled")) {
            Map<Node, List<Long>> written = tables.writtenIntoSource();
            CompletableFuture<RunResult> run = run(tables);
            awaitArrival(tables, 2);
            site.postgres().crash();
            Thread.sleep(Duration.ofSeconds(10).toMillis());
            assertThat(run.isDone()).isFalse();
            site.postgres().restart();
            RunResult result = run.get(120, TimeUnit.SECONDS);
            assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
            tables.assertCopied(written);
        }
    }

    @Test
    void a_chunk_that_somebody_kills_pauses_the_run_and_is_copied_again() throws Exception {
        try (LiveTables tables = LiveTables.make(bench, "interfered")) {
            Map<Node, List<Long>> written = tables.writtenIntoSource();
            for (int arrived = 1; arrived <= 3; arrived += 2) {
                CompletableFuture<RunResult> run = run(tables);
                awaitArrival(tables, arrived);
                Await.until("a chunk on its way", () -> killChunk());
                RunResult result = run.get(60, TimeUnit.SECONDS);
                assertThat(result.ending()).as(tables.told()).isEqualTo(Ending.NOT_ROLLED_BACK);
                assertThat(result.sentence())
                        .containsPattern("chunk \\d+ \\(partition 20240\\d\\) could not be copied: ")
                        .contains("s1r1")
                        .contains("QUERY_WAS_CANCELLED");
            }
            complete(tables, run(tables));
            tables.assertCopied(written);
        }
    }

    private static boolean killChunk() throws Exception {
        return !bench.rows(
                        site.address().nodes().get(0),
                        "KILL QUERY WHERE query_id LIKE 'amig-%-history-%' AND query LIKE 'INSERT INTO %' SYNC")
                .isEmpty();
    }

    @Test
    void a_full_disk_holds_the_copy_until_there_is_room() throws Exception {
        assumeTrue(volume.isPresent(), "no volume can be mounted here");
        try (LiveTables tables = LiveTables.make(bench, "filled")) {
            Map<Node, List<Long>> written = tables.writtenIntoSource();
            CompletableFuture<RunResult> run = run(tables);
            awaitArrival(tables, 2);
            // On a full disk 26.7's own merges, and inserts of others, end with an empty file of marks in the author's
            // tables; that is not amig's affair.
            tables.endWriters(smallNode());
            bench.rows(smallNode(), "SYSTEM STOP MERGES");
            volume.get().fill();
            try {
                Await.until(
                        "a complaint about the disk",
                        () -> run.isDone() || tables.doing().contains("have only "));
            } catch (AssertionError e) {
                throw new AssertionError(tables.doing() + "\n" + tables.told(), e);
            } finally {
                volume.get().clear();
                bench.rows(smallNode(), "SYSTEM START MERGES");
            }
            if (run.isDone()) {
                assertThat(run.get().sentence())
                        .containsPattern(SMALL + " \\(127.0.0.1:\\d+\\) failed: chunk \\d+ .* could not be copied: ")
                        .containsIgnoringCase("space");
            }
            complete(tables, run);
            tables.assertCopied(written);
        }
    }

    @Test
    void a_part_that_a_full_disk_has_left_without_its_marks_is_written_again() throws Exception {
        assumeTrue(volume.isPresent(), "no volume can be mounted here");
        try (LiveTables tables = LiveTables.make(bench, "unmarked")) {
            Map<Node, List<Long>> written = tables.writtenIntoSource();
            LostMarks lost = new LostMarks(smallNode(), volume.get());
            CompletableFuture<RunResult> run =
                    run(() -> bench.run(tables.scenario(), tables.scenario().name(), lost::on));
            try {
                Await.until(
                        "what is found out", () -> run.isDone() || tables.told().contains("is begun again"));
            } finally {
                volume.get().clear();
            }
            RunResult result = run.get(120, TimeUnit.SECONDS);
            assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
            assertThat(tables.told())
                    .containsPattern(
                            "chunk \\d+ is begun again \\(1 of 3\\): the disk is nearly full, and what was written into unmarked\\.\\S+ cannot be read: ");
            tables.assertCopied(written);
        }
    }

    private static Node smallNode() {
        return site.address().nodes().stream()
                .filter(it -> it.id().equals(SMALL))
                .findFirst()
                .orElseThrow();
    }
}
