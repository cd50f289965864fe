package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.insight.Reason;
import dev.amig.insight.Why;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Request;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs that somebody wants stopped, in this process or through the journal: nothing of them is left on any server. */
class StopIT extends SteeringFixture {
    /** A minute on each shard. */
    private static ValidMigration filling(String table) {
        return filling(table, "");
    }

    private static ValidMigration filling(String table, String options) {
        return Bench.migration("m_" + table, """
                STEP make ON EACH SHARD { CREATE TABLE %1$s (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS %1$s SYNC };
                STEP fill ON EACH SHARD %2$s { INSERT INTO %1$s SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS %1$s };
                """.formatted(table, options));
    }

    private static List<String> outcomes(Run run, String action) {
        return bench.journal().attempts(run.id()).stream()
                .filter(it -> it.queryId().action().equals(action))
                .filter(it -> it.queryId().direction() == Direction.FORWARD)
                .map(it -> it.outcome().orElseThrow().getClass().getSimpleName())
                .toList();
    }

    @Test
    void a_stop_through_the_journal_kills_on_both_shards_and_the_run_stays() throws Exception {
        CompletableFuture<RunResult> run = bench.start(filling("stays"), new StopSignal(), ROLLING_BACK);
        Run begun = running("m_stays");
        awaitQueries(begun, "s1r1", "s2r1");

        Request stop = post(begun, Request.Kind.STOP, "STAY");
        assertThat(answer(stop))
                .isEqualTo(
                        new Request.Answer(
                                true,
                                "stopped by tim (it is late): nothing new starts, what runs is killed, then what was done stays"));
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertNothingRuns(begun);
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(result.sentence())
                .isEqualTo(
                        "m_stays is paused: stopped: stopped by tim (it is late); nothing was rolled back: as asked");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(outcomes(begun, "fill")).containsExactly("Cancelled", "Cancelled");
        assertThat(events(begun))
                .containsSubsequence(
                        "Running",
                        "fill started on 2 nodes",
                        "Stopping: stopped by tim (it is late)",
                        "Paused: stopped: stopped by tim (it is late); nothing was rolled back: as asked")
                .contains(answer(stop).sentence())
                .filteredOn(text -> text.startsWith("fill failed on "))
                .hasSize(2)
                .allMatch(text -> text.endsWith("): cancelled, because the run was stopped"));
    }

    /** Blocks that an INSERT had written before it was killed stay. */
    @Test
    void a_killed_insert_is_not_sent_again_before_a_person_has_looked() throws Exception {
        ValidMigration migration = Bench.migration("m_half", """
                STEP make ON EACH SHARD { CREATE TABLE half (n UInt64, s UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS half SYNC };
                STEP fill ON SHARD 1 { INSERT INTO half SELECT number, sleepEachRow(0.05) FROM numbers(400)
                  SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, min_insert_block_size_bytes = 1 }
                ROLLBACK { TRUNCATE TABLE IF EXISTS half };
                """);
        CompletableFuture<RunResult> run = bench.start(migration, new StopSignal(), STAYING);
        Run begun = running("m_half");
        awaitQueries(begun, "s1r1");
        await(() -> Optional.of(bench.ask("s1r1", "SELECT count() > 0 FROM system.parts WHERE table = 'half'"))
                .filter(it -> it.toString().equals("1")));
        post(begun, Request.Kind.STOP, "STAY");
        assertThat(run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(outcomes(begun, "fill")).containsExactly("Cancelled");

        String queryId = "amig-%d-fill-s1r1-0-1".formatted(begun.id());
        RunResult asking =
                bench.start(migration, new StopSignal(), STAYING).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(asking.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(asking.sentence())
                .contains("it was killed, and nobody knows what it had done by then (")
                .contains("); look at what it should have changed (query " + queryId + ", m_half.amig:3:")
                .endsWith(
                        "nothing was rolled back: nobody knows how a statement ended; 'amig resolve' takes what you find out");

        assertThat(outcomes(begun, "fill")).containsExactly("Unknown");
        assertThat(new Why(bench.journal(), Optional.empty())
                        .explain(bench.journal().run(begun.id()).orElseThrow())
                        .nodes())
                .extracting(Reason::sentence)
                .anyMatch(it ->
                        it.contains("fill: nobody knows how " + queryId + " ended: it was killed, and nobody knows"));

        bench.rows("s1r1", "TRUNCATE TABLE half");
        new Resolution(bench.journal()).resolve(queryId, false, "emptied", "tim");
        assertThat(bench.start(migration, new StopSignal(), STAYING)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .ending())
                .isEqualTo(Ending.COMPLETED);
        assertThat(bench.ask("s1r1", "SELECT (count(), uniqExact(n)) FROM half").toString())
                .isEqualTo("[400, 400]");
    }

    @Test
    void what_follows_a_stop_is_as_whoever_stops_wants_it() throws Exception {
        CompletableFuture<RunResult> run = bench.start(filling("back"), new StopSignal(), STAYING);
        Run begun = running("m_back");
        awaitQueries(begun, "s1r1", "s2r1");
        post(begun, Request.Kind.STOP, "ROLLBACK");
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertNothingRuns(begun);
        assertThat(result.sentence()).isEqualTo("m_back was rolled back: stopped: stopped by tim (it is late)");
        assertThat(bench.ask("s1r1", "EXISTS TABLE back")).isEqualTo(0L);
    }

    @Test
    void a_rollback_is_not_stopped_neither_by_a_request_nor_by_ctrl_c() throws Exception {
        StopSignal signal = new StopSignal();
        CompletableFuture<RunResult> run = bench.start(Bench.migration("m_goes_back", """
                STEP slow_back ON EACH SHARD { SELECT 1 } ROLLBACK { SELECT sleepEachRow(0.1) FROM numbers(30) SETTINGS max_block_size = 1 };
                STEP fails ON ANY NODE { SELECT throwIf(1) } ROLLBACK { SELECT 1 };
                """), signal, ROLLING_BACK);
        Run begun = await(() -> bench.journal()
                .latestRun(bench.cluster().name(), "m_goes_back")
                .filter(it -> it.status() == RunStatus.ROLLING_BACK));
        awaitQueries(begun, "s1r1", "s2r1");
        signal.request("Ctrl-C");
        assertThat(signal.isRollingBack()).isTrue();
        assertThat(answer(post(begun, Request.Kind.STOP, "STAY")))
                .isEqualTo(new Request.Answer(
                        false,
                        "run %d of m_goes_back is rolling back, and a rollback is not stopped: half of one would leave a state that nobody has planned; it ends by itself"
                                .formatted(begun.id())));
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(bench.journal().attempts(begun.id()))
                .filteredOn(it -> it.queryId().direction() == Direction.ROLLBACK)
                .hasSize(3)
                .allMatch(AttemptRecord::isApplied);
    }

    @Test
    void the_first_stop_counts_and_one_from_before_the_run_was_gone_on_with_does_not() throws Exception {
        ValidMigration migration = filling("first", "IDEMPOTENT");
        StopSignal signal = new StopSignal();
        CompletableFuture<RunResult> run = bench.start(migration, signal, STAYING);
        Run begun = running("m_first");
        awaitQueries(begun, "s1r1", "s2r1");
        signal.request("Ctrl-C");
        run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        Request late = post(begun, Request.Kind.STOP, "ROLLBACK");
        CompletableFuture<RunResult> again = bench.start(migration, new StopSignal(), STAYING);
        assertThat(answer(late))
                .isEqualTo(Request.Answer.refused(
                        "run %d of m_first was gone on with after tim asked to stop it".formatted(begun.id())));
        awaitQueries(begun, "s1r1", "s2r1");
        assertThat(again.isDone()).isFalse();
        post(begun, Request.Kind.STOP, "ROLLBACK");
        assertThat(again.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    @Test
    void what_is_only_asked_is_stopped_too() throws Exception {
        CompletableFuture<RunResult> run = bench.start(Bench.migration("m_asks", """
                HEALTHCHECK 'ill' ON EACH SHARD EVERY 1 SECOND { SELECT sum(x) = 0 FROM (SELECT sleepEachRow(0.1) AS x FROM numbers(15) SETTINGS max_block_size = 1) };
                WAIT long UNTIL ON EACH SHARD { SELECT sum(x) < 0 FROM (SELECT sleepEachRow(0.1) AS x FROM numbers(250) SETTINGS max_block_size = 1) } EVERY 1 SECOND TIMEOUT 10 MINUTES;
                """), new StopSignal(), STAYING);
        Run begun = await(() -> bench.journal().latestRun(bench.cluster().name(), "m_asks"));
        awaitQueries(begun, "s1r1", "s2r1");
        running("m_asks");
        awaitQueries(begun, "s1r1", "s2r1");
        post(begun, Request.Kind.STOP, "STAY");
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertNothingRuns(begun);
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }
}
