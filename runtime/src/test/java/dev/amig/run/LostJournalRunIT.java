package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.JournalException;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose journal goes away in their middle. */
class LostJournalRunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final RunOptions OPTIONS =
            new RunOptions(question -> false, true, Optional.empty()).withConcurrentMigrations(1000);

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static ValidMigration lasting(String name, int seconds) {
        return Bench.migration(name, """
                STEP before ON EACH SHARD { SELECT 1 } ROLLBACK NONE BECAUSE 'it reads';
                STEP lasts ON EACH SHARD { SELECT sleepEachRow(0.1) FROM numbers(%d) SETTINGS max_block_size = 1 } ROLLBACK NONE BECAUSE 'it reads';
                STEP after ON EACH SHARD { SELECT 2 } ROLLBACK NONE BECAUSE 'it reads';
                """.formatted(seconds * 10));
    }

    private static long running(String node) throws Exception {
        Object count = bench.ask(node, "SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%-lasts-%'");
        return ((BigInteger) count).longValue();
    }

    private static void awaitRunning(int statements) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (running("s1r1") + running("s2r1") != statements) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(50);
        }
    }

    /** A busy machine may take longer to connect than is left of this journal's patience. */
    private static RunStatus statusWhenBack(Run run) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return bench.journal().run(run.id()).orElseThrow().status();
            } catch (JournalException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(until);
                Thread.sleep(200);
            }
        }
    }

    @Test
    void a_journal_that_is_back_in_time_is_only_a_pause_and_nothing_is_sent_twice() throws Exception {
        CompletableFuture<RunResult> run = bench.start(lasting("m_pause", 3), new StopSignal(), OPTIONS);
        awaitRunning(2);
        bench.database().crash();
        // The statements end, and nobody can write that down.
        awaitRunning(0);
        assertThat(run.isDone()).isFalse();
        bench.database().restart();
        RunResult result = run.get(30, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.journal().attempts(result.run().orElseThrow().id()))
                .hasSize(6)
                .allMatch(AttemptRecord::isApplied);
    }

    @Test
    void when_patience_ends_what_was_sent_is_killed_and_its_outcome_is_looked_up_later() throws Exception {
        CompletableFuture<RunResult> run = bench.start(lasting("m_lost", 60), new StopSignal(), OPTIONS);
        awaitRunning(2);
        Run begun = bench.journal().latestRun(bench.cluster().name(), "m_lost").orElseThrow();
        bench.database().crash();
        try {
            assertThatThrownBy(() -> run.get(40, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(JournalException.class)
                    .hasMessageStartingWith("the journal at " + bench.database().jdbcUrl()
                            + " could not be reached for 6 s (journal.patience in amig.yaml): ")
                    .hasMessageEndingWith(
                            "; run " + begun.id()
                                    + " of m_lost sends nothing more, and what it had sent was killed and is gone; 'amig resume m_lost' looks up how it ended and goes on");
            assertThat(running("s1r1") + running("s2r1")).isZero();
        } finally {
            bench.database().restart();
        }
        assertThat(statusWhenBack(begun)).isEqualTo(RunStatus.RUNNING);
        // As if the process had ended, which it does after such an error.
        bench.postgres("UPDATE amig.lease SET released_at = now()");
        RunResult stopped = bench.stopAbandoned(begun);
        assertThat(stopped.sentence()).endsWith("; nothing was rolled back: as asked");
        assertThat(bench.journal().attempts(begun.id()))
                .filteredOn(it -> it.queryId().action().equals("lasts"))
                .extracting(it -> it.outcome().orElseThrow().getClass().getSimpleName())
                .containsExactly("Cancelled", "Cancelled");
    }
}
