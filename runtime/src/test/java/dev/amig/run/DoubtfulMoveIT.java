package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.insight.Reason;
import dev.amig.insight.RunFacts;
import dev.amig.insight.Why;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chunk's rows were on their way when the answer was lost, and somebody has done away with the evidence: a person is asked. */
class DoubtfulMoveIT extends TwoShards {
    @BeforeAll
    static void start() throws Exception {
        bench.rows("s1r1", "CREATE DATABASE d ENGINE = Atomic");
    }

    /** Somebody is faster than the statement, which is lost. */
    private static final class Meddling extends ForwardingTransport {
        private final AtomicBoolean done;
        private final List<String> deeds;

        private Meddling(Transport real, AtomicBoolean done, String... deeds) {
            super(real);
            this.done = done;
            this.deeds = List.of(deeds);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (!query.sql().contains(" MOVE PARTITION ID '1' ") || !done.compareAndSet(false, true)) {
                return real.execute(query, progress);
            }
            String staging = query.sql().replaceFirst("(?s)ALTER TABLE (\\S+) .*", "$1");
            for (String deed : deeds) {
                real.execute(Query.of(deed.replace("STAGING", staging), "somebody-" + deed.hashCode()), progress);
            }
            throw LosingTransport.lost(query);
        }
    }

    /** The runner is gone in the moment of the move, and something of the move's id is at work on the server. */
    private static final class Dying extends ForwardingTransport {
        private final AtomicReference<Thread> work;

        private Dying(Transport real, AtomicReference<Thread> work) {
            super(real);
            this.work = work;
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (!query.sql().contains(" MOVE PARTITION ID '1' ")) {
                return real.execute(query, progress);
            }
            if (work.get() != null) {
                assertThat(work.get().isAlive()).isFalse();
                return real.execute(query, progress);
            }
            work.set(new Thread(() -> {
                try {
                    real.execute(
                            Query.of(
                                    "SELECT sleepEachRow(0.1) FROM numbers(25) SETTINGS max_block_size = 1",
                                    query.queryId()),
                            progress);
                } catch (QueryException e) {
                    throw new IllegalStateException(e);
                }
            }));
            work.get().start();
            String running = "SELECT count() FROM system.processes WHERE query_id = '" + query.queryId() + "'";
            while (real.execute(Query.of(running, "look-" + UUID.randomUUID()), progress)
                    .rows()
                    .toString()
                    .equals("[[0]]")) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("the runner is gone");
        }
    }

    @Test
    void a_move_that_outlives_its_runner_is_waited_for() throws Exception {
        tables("outlived");
        AtomicReference<Thread> work = new AtomicReference<>();
        bench.connectThrough(real -> new Dying(real, work));
        assertThatThrownBy(() -> bench.run(migration("outlived"))).hasMessage("the runner is gone");
        assertThat(work.get().isAlive()).isTrue();
        assertThat(resumed("outlived")).isEqualTo("m_outlived is completed");
        assertThat(bench.rows("s1r1", "SELECT count(), uniqExact(n) FROM d.outlived_new")
                        .toString())
                .isEqualTo("[[100, 100]]");
    }

    private static ValidMigration migration(String table) {
        return Bench.migration("m_" + table, """
                COPY history FROM d.%1$s TO d.%1$s_new ON SHARD 1 PARALLEL 1 ROLLBACK { TRUNCATE TABLE d.%1$s_new };
                VERIFY COPY history BY PARTITION ON ERROR PAUSE;
                """.formatted(table));
    }

    private static void tables(String table) throws QueryException {
        bench.rows(
                "s1r1",
                "CREATE TABLE d.%s (n UInt64) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY n".formatted(table));
        bench.rows("s1r1", "INSERT INTO d.%s SELECT number FROM numbers(100)".formatted(table));
        bench.rows(
                "s1r1",
                "CREATE TABLE d.%s_new (n UInt64) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY (n %% 7, n)"
                        .formatted(table));
    }

    private static Run leftInDoubt(String table, String... deeds) throws Exception {
        tables(table);
        AtomicBoolean done = new AtomicBoolean();
        bench.connectThrough(real -> new Meddling(real, done, deeds));
        Run run = bench.run(migration(table)).run().orElseThrow();
        assertThat(run.status()).as(run.error().orElse("")).isEqualTo(RunStatus.PAUSED);
        return run;
    }

    private static QueryId doubt(Run run) {
        return new QueryId(run.id(), "history", "s1r1", QueryId.Direction.FORWARD, 2010, 1);
    }

    private static void resolve(Run run, boolean applied) {
        assertThat(RunFacts.read(bench.journal(), run).doubts()).containsExactly(doubt(run));
        assertThat(new Resolution(bench.journal()).resolve(doubt(run).toString(), applied, "looked", "tim"))
                .isEqualTo("tim says that %s %s: looked"
                        .formatted(doubt(run), applied ? "was applied" : "was not applied"));
        assertThat(RunFacts.read(bench.journal(), run).doubts()).isEmpty();
    }

    private static String resumed(String table) throws Exception {
        return bench.resume(migration(table)).sentence();
    }

    private static void mendedInTheEnd(Run run, String table) throws Exception {
        RepairResult repaired = bench.repair(run, found -> true);
        assertThat(repaired.ending()).as(repaired.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertThat(resumed(table)).isEqualTo("m_" + table + " is completed");
        assertThat(bench.rows("s1r1", "SELECT count(), uniqExact(n) FROM d." + table + "_new")
                        .toString())
                .isEqualTo("[[100, 100]]");
        assertThat(bench.journal().copies().owned(run.id())).isEmpty();
    }

    @Test
    void a_staging_table_that_somebody_dropped_is_asked_about_and_what_is_missing_is_copied_again() throws Exception {
        Run run = leftInDoubt("gone", "DROP TABLE STAGING SYNC");
        assertThat(run.error().orElseThrow())
                .contains(
                        "chunk 1: the staging table d.gone_new__amig_chunk_%1$d_0_1_1 is gone, and it was not amig that dropped it (query amig-%1$d-history-s1r1-2010-1, m_gone.amig:2:1); nothing was rolled back: nobody knows how a statement ended; 'amig resolve' takes what you find out"
                                .formatted(run.id()));
        Reason why = new Why(bench.journal(), Optional.empty()).explain(run).run();
        assertThat(why.sentence())
                .contains(
                        "is paused: nobody knows how a statement ended; look at the tables, tell what you found, then go on");
        assertThat(why.next())
                .isEqualTo(List.of(
                        "amig resolve " + doubt(run) + " --applied --because '…'",
                        "amig resolve " + doubt(run) + " --not-applied --because '…'",
                        "amig resume m_gone"));
        assertThatThrownBy(() -> new Resolution(bench.journal())
                        .resolve("amig-" + run.id() + "-history-s1r1-1010-1", true, "guessed", "tim"))
                .hasMessage("run %1$d has sent no statement amig-%1$d-history-s1r1-1010-1".formatted(run.id()));

        resolve(run, false);
        assertThat(resumed("gone"))
                .contains(
                        "chunk 1: nothing of its partition 1 has arrived, as somebody says, and it is not in d.gone_new__amig_chunk_%d_0_1_1 any more; say that it was applied: VERIFY COPY then finds what is missing, and with ON ERROR PAUSE there 'amig repair' copies it again"
                                .formatted(run.id()));
        resolve(run, true);
        assertThat(resumed("gone")).contains("partition 1: 50 rows in the source, 0 in the destination");
        mendedInTheEnd(run, "gone");
    }

    @Test
    void rows_of_which_only_some_are_there_are_asked_about_and_moved_when_a_person_says_that_they_were_not()
            throws Exception {
        Run run = leftInDoubt(
                "half",
                "INSERT INTO d.half_new SELECT * FROM STAGING ORDER BY n LIMIT 10",
                "INSERT INTO d.half_new SELECT * FROM STAGING ORDER BY n DESC LIMIT 10",
                "OPTIMIZE TABLE d.half_new PARTITION ID '1' FINAL");
        assertThat(run.error().orElseThrow())
                .contains(
                        "chunk 1: of 50 rows of d.half that are like those on their way into its partition 1, 20 have arrived, some of them perhaps with another chunk (query "
                                + doubt(run));
        resolve(run, false);
        assertThat(resumed("half")).contains("partition 1: 50 rows in the source, 70 in the destination");
        mendedInTheEnd(run, "half");
    }
}
