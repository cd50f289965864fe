package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.progress.NodeProgress;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a statement is sent, by the class of the error that a real server answers it with. */
class ErrorClassesIT {
    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"), builder -> builder.shards(1));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static RunResult run(String name, String options, String sql) throws InterruptedException {
        return bench.run(Bench.migration(
                name, "STEP it ON SHARD 1 " + options + " { " + sql + " } ROLLBACK NONE BECAUSE 'test';"));
    }

    /** Outcome and code of each sending. */
    private static List<String> sent(RunResult result) {
        return bench.journal().attempts(result.run().orElseThrow().id()).stream()
                .map(AttemptRecord::outcome)
                .map(it -> it.orElseThrow() instanceof Outcome.Failed failed
                        ? "failed " + failed.code()
                        : it.orElseThrow().getClass().getSimpleName())
                .toList();
    }

    @Test
    void what_cannot_become_better_is_sent_once() throws Exception {
        assertThat(sent(run("m_syntax", "RETRY 3 TIMES EVERY 1 SECOND", "SELEC 1")))
                .containsExactly("failed 62");
        assertThat(sent(run("m_unknown", "RETRY 3 TIMES EVERY 1 SECOND", "SELECT * FROM nowhere")))
                .containsExactly("failed 60");
    }

    @Test
    void memory_that_ran_out_is_tried_again_as_often_as_the_step_says() throws Exception {
        String hungry = "SELECT groupArray(number) FROM numbers(10000000) SETTINGS max_memory_usage = 10000000";
        assertThat(sent(run("m_memory", "RETRY 1 TIMES EVERY 1 SECOND", hungry)))
                .containsExactly("failed 241", "failed 241");
    }

    @Test
    void too_many_parts_are_waited_for_until_they_are_merged() throws Exception {
        bench.rows(
                "s1r1",
                "CREATE TABLE crowded (n UInt8) ENGINE = MergeTree ORDER BY n SETTINGS parts_to_throw_insert = 2, parts_to_delay_insert = 2");
        bench.rows("s1r1", "SYSTEM STOP MERGES crowded");
        bench.rows("s1r1", "INSERT INTO crowded VALUES (1)");
        bench.rows("s1r1", "INSERT INTO crowded VALUES (2)");
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(() -> {
            try {
                return run("m_crowded", "RETRY 20 TIMES EVERY 1 SECOND", "INSERT INTO crowded VALUES (3)");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (bench.told.stream().noneMatch(it -> it.contains("TOO_MANY_PARTS"))) {
            Thread.sleep(50);
        }
        bench.rows("s1r1", "TRUNCATE TABLE crowded");
        RunResult result = running.join();
        assertThat(result.ending()).isEqualTo(RunResult.Ending.COMPLETED);
        List<String> sent = sent(result);
        assertThat(sent.subList(0, sent.size() - 1)).isNotEmpty().containsOnly("failed 252");
        assertThat(sent.get(sent.size() - 1)).isEqualTo("Applied");
        assertThat(bench.ask("s1r1", "SELECT sum(n) FROM crowded")).isEqualTo(BigInteger.valueOf(3));
    }

    @Test
    void what_somebody_kills_is_not_sent_again() throws Exception {
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(() -> {
            try {
                return run(
                        "m_killed",
                        "RETRY 3 TIMES EVERY 1 SECOND",
                        "SELECT sleepEachRow(0.1) FROM numbers(300) SETTINGS max_block_size = 1");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        String mine = "query_id LIKE 'amig-%-it-s1r1-0-1'";
        while (bench.ask("s1r1", "SELECT count() FROM system.processes WHERE " + mine)
                .equals(BigInteger.ZERO)) {
            Thread.sleep(20);
        }
        bench.rows("s1r1", "KILL QUERY WHERE " + mine + " SYNC");
        assertThat(sent(running.join())).containsExactly("Cancelled");
    }

    @Test
    void a_statement_that_takes_longer_than_its_time_out_is_ended_and_sent_once() throws Exception {
        RunResult result = run(
                "m_slow",
                "TIMEOUT 1 SECOND RETRY 3 TIMES EVERY 1 SECOND",
                "SELECT sleepEachRow(0.1) FROM numbers(300) SETTINGS max_block_size = 1");
        assertThat(sent(result)).containsExactly("failed 159");
        assertThat(bench.ask("s1r1", "SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%-it-%'"))
                .isEqualTo(BigInteger.ZERO);
    }

    /** What the live view says of the node. */
    private static String shown() {
        return bench.board().snapshot().nodes().stream()
                .map(NodeProgress::phrase)
                .findFirst()
                .orElse("");
    }

    @Test
    void a_mutation_is_waited_for_and_its_failure_is_the_statements() throws Exception {
        bench.rows("s1r1", "CREATE TABLE mutated (n UInt64, s String) ENGINE = MergeTree ORDER BY n");
        bench.rows("s1r1", "INSERT INTO mutated SELECT number, 'old' FROM numbers(10)");
        assertThat(run("m_mutates", "", "ALTER TABLE mutated UPDATE s = 'new' WHERE sleepEachRow(0.05) = 0")
                        .ending())
                .isEqualTo(RunResult.Ending.COMPLETED);
        assertThat(bench.ask("s1r1", "SELECT countIf(s = 'new') FROM mutated")).isEqualTo(BigInteger.TEN);
        assertThat(bench.ask("s1r1", "SELECT count() FROM system.mutations WHERE NOT is_done"))
                .isEqualTo(BigInteger.ZERO);

        bench.rows("s1r1", "INSERT INTO mutated SELECT number, 'old' FROM numbers(29)");
        CompletableFuture<RunResult> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return run(
                        "m_mutates_slowly", "", "ALTER TABLE mutated UPDATE s = 'newer' WHERE sleepEachRow(0.1) = 0");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!shown().matches("ALTER TABLE mutated UPDATE .*: mutation mutation_\\d+\\.txt has [12] parts? to do")) {
            assertThat(slow).isNotDone();
            Thread.sleep(50);
        }
        assertThat(slow.join().ending()).isEqualTo(RunResult.Ending.COMPLETED);

        RunResult failing = run(
                "m_mutation_fails", "", "ALTER TABLE mutated UPDATE s = toString(throwIf(n = 5, 'not five')) WHERE 1");
        assertThat(sent(failing)).containsExactly("failed 341");
        assertThat(failing.sentence()).contains("Code: 395").contains("not five");
        bench.rows("s1r1", "KILL MUTATION WHERE table = 'mutated' SYNC");
    }
}
