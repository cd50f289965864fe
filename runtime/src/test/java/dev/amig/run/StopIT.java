package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Node;
import dev.amig.journal.Attempt;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Cause;
import dev.amig.journal.Event;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.NewRun;
import dev.amig.journal.Outcome;
import dev.amig.journal.Request;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody wants stopped, in this process or through the journal: nothing of them is left on any server. */
class StopIT {
    /** Of what takes a second or two where nothing else runs. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final RunOptions ROLLING_BACK = options(false, true);
    private static final RunOptions STAYING = options(false, false);
    private static final RunOptions WAITING = options(true, true);

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static RunOptions options(boolean wait, boolean rollbackOnStop) {
        return new RunOptions(question -> false, rollbackOnStop, Optional.empty())
                .waitingForConfirmation(wait)
                .withConcurrentMigrations(1000);
    }

    /** A minute on each shard. */
    private static ValidMigration filling(String table) {
        return Bench.migration("m_" + table, """
                STEP make ON EACH SHARD { CREATE TABLE %1$s (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS %1$s SYNC };
                STEP fill ON EACH SHARD { INSERT INTO %1$s SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS %1$s };
                """.formatted(table));
    }

    private static Run running(String migration) throws InterruptedException {
        return await(() -> bench.journal()
                .latestRun(bench.cluster().name(), migration)
                .filter(run -> run.status() == RunStatus.RUNNING));
    }

    private interface Look<T> {
        Optional<T> look() throws Exception;
    }

    private static <T> T await(Look<T> look) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                Optional<T> seen = look.look();
                if (seen.isPresent()) {
                    return seen.get();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("did not come within " + PATIENCE);
    }

    private static long queries(String node, Run run) throws Exception {
        return ((BigInteger) bench.ask(
                        node,
                        "SELECT count() FROM system.processes WHERE startsWith(initial_query_id, 'amig-" + run.id()
                                + "-')"))
                .longValue();
    }

    private static void awaitQueries(Run run, String... nodes) throws InterruptedException {
        for (String node : nodes) {
            await(() -> queries(node, run) > 0 ? Optional.of(true) : Optional.empty());
        }
    }

    private static void assertNothingRuns(Run run) throws Exception {
        assertThat(queries("s1r1", run)).isZero();
        assertThat(queries("s2r1", run)).isZero();
    }

    private static Request post(Run run, Request.Kind kind, String argument) {
        return bench.journal().post(run.id(), kind, argument, "tim", "it is late");
    }

    private static Request.Answer answer(Request request) throws InterruptedException {
        return await(() -> bench.journal().request(request.id()).flatMap(Request::answer));
    }

    private static List<String> events(Run run) {
        return bench.journal().events(run.id(), 0).stream().map(Event::text).toList();
    }

    private static List<String> outcomes(Run run, String action) {
        return bench.journal().attempts(run.id()).stream()
                .filter(it -> it.queryId().action().equals(action))
                .filter(it -> it.queryId().direction() == Direction.FORWARD)
                .map(it -> it.outcome().orElseThrow().getClass().getSimpleName())
                .toList();
    }

    // ---- by the journal, as amig stop does

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
        ValidMigration migration = filling("first");
        StopSignal signal = new StopSignal();
        CompletableFuture<RunResult> run = bench.start(migration, signal, STAYING);
        Run begun = running("m_first");
        // Both: one that was about to be sent when the run was stopped would need a person's word before it is gone on
        // with.
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

    // ---- CONFIRM

    private static CompletableFuture<RunResult> waiting(String name, RunOptions options) {
        return bench.start(
                Bench.migration(name, "CONFIRM 'Really?';\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };"),
                new StopSignal(),
                options);
    }

    private static Run awaitQuestion(String migration) throws InterruptedException {
        return await(() -> bench.journal()
                .latestRun(bench.cluster().name(), migration)
                .filter(it -> it.status() == RunStatus.WAITING_FOR_CONFIRMATION));
    }

    @Test
    void a_run_that_waits_goes_on_when_somebody_confirms_in_the_journal() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_waits", WAITING);
        Run begun = awaitQuestion("m_waits");
        Request other = post(begun, Request.Kind.CONFIRM, "7");
        Request confirm = post(begun, Request.Kind.CONFIRM, "0");
        assertThat(run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(answer(confirm)).isEqualTo(Request.Answer.accepted("confirmed by tim (it is late)"));
        assertThat(bench.journal().request(other.id()).orElseThrow().answer()).isEmpty();
        assertThat(events(begun)).contains("Running: confirmed by tim (it is late): Really?");
    }

    @Test
    void a_yes_that_was_given_while_nobody_ran_is_there_for_the_next_runner() throws Exception {
        RunResult first = waiting("m_later", STAYING).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(first.ending()).isEqualTo(Ending.WAITING_FOR_CONFIRMATION);
        post(first.run().orElseThrow(), Request.Kind.CONFIRM, "0");
        RunResult second = waiting("m_later", STAYING).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(second.ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void a_run_that_waits_can_be_stopped() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_waits_in_vain", WAITING);
        Run begun = awaitQuestion("m_waits_in_vain");
        post(begun, Request.Kind.STOP, "STAY");
        RunResult result = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result.sentence())
                .isEqualTo(
                        "m_waits_in_vain is paused: stopped: stopped by tim (it is late); nothing was rolled back: as asked");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void a_setting_that_nobody_takes_is_refused() throws Exception {
        CompletableFuture<RunResult> run = waiting("m_sets", WAITING);
        Run begun = awaitQuestion("m_sets");
        assertThat(answer(post(begun, Request.Kind.SET, "parallel=4")))
                .isEqualTo(Request.Answer.refused(
                        "'parallel=4' sets nothing; nothing can be set in what the run does now"));
        post(begun, Request.Kind.CONFIRM, "0");
        run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    // ---- without a runner

    /** As a runner leaves it that was killed while its statements ran. */
    private static Run abandoned(String migration, Map<Node, String> statements) throws Exception {
        Lease lease = bench.journal().acquire(bench.cluster().name(), LeaseOwner.thisProcess());
        Run run = bench.journal()
                .begin(
                        lease,
                        new NewRun(
                                bench.cluster().name(),
                                migration,
                                RunKind.MIGRATION,
                                "",
                                migration + ".amig",
                                Map.of(),
                                ChosenReplicas.lowest(bench.cluster())));
        bench.journal().advance(lease, run.id(), RunStatus.RUNNING, Cause.START_CHECK, "");
        for (Map.Entry<Node, String> entry : statements.entrySet()) {
            Node node = entry.getKey();
            bench.journal().nodeStarted(lease, run.id(), 0, "fill", node.id(), Direction.FORWARD);
            QueryId id = new QueryId(run.id(), "fill", node.id(), Direction.FORWARD, 0, 1);
            Attempt attempt = bench.journal().intend(lease, id, entry.getValue());
            CompletableFuture.runAsync(() -> bench.send(node, attempt));
        }
        bench.journal().release(lease);
        return bench.journal().run(run.id()).orElseThrow();
    }

    private static Node node(String id) {
        return bench.cluster().nodes().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static final String SLOW = "SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1";

    @Test
    void what_a_killed_runner_has_left_is_killed_and_looked_up_on_clickhouse_and_postgres() throws Exception {
        Run run = abandoned(
                "m_left",
                Map.of(node("s1r1"), SLOW, node("s2r1"), "SELECT 1", Node.postgres("app"), "SELECT pg_sleep(60)"));
        awaitQueries(run, "s1r1");
        String active =
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'amig-%-fill-postgres_app-0-1' AND state = 'active'";
        await(() -> bench.postgres(active).get(0).get(0).equals(1L) ? Optional.of(true) : Optional.empty());

        RunResult result = bench.stopAbandoned(run);

        assertNothingRuns(run);
        assertThat(bench.postgres(active).get(0).get(0)).isEqualTo(0L);
        assertThat(result.sentence())
                .isEqualTo("m_left is paused: stopped: stopped by tim; nothing was rolled back: as asked");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(bench.journal().attempts(run.id()))
                .extracting(it -> it.queryId().node() + " "
                        + it.outcome().orElseThrow().getClass().getSimpleName())
                .containsExactlyInAnyOrder("s1r1 Cancelled", "s2r1 Applied", "postgres_app Failed");

        RunResult again = bench.stopAbandoned(run);
        assertThat(again.ending()).isEqualTo(Ending.REFUSED);
        assertThat(again.sentence())
                .isEqualTo(
                        "run %d of m_left is Paused, so nothing of it runs; 'amig rollback' undoes it, 'amig resume' goes on with it"
                                .formatted(run.id()));
    }

    @Test
    void a_node_that_does_not_answer_is_named_with_what_may_still_run_there() throws Exception {
        Run run = abandoned("m_dark", Map.of(node("s1r1"), SLOW, node("s2r1"), SLOW));
        awaitQueries(run, "s1r1", "s2r1");
        bench.servers().freeze(bench.server("s2r1"));
        try {
            bench.connectThrough(UnaryOperator.identity());
            RunResult result = bench.stopAbandoned(run);
            assertThat(result.sentence())
                    .startsWith("m_dark is paused: stopped: stopped by tim; nothing was rolled back: s2r1 (127.0.0.1:")
                    .contains(
                            "), so amig-%1$d-fill-s2r1-0-1 may still run there; when it is back, look with: SELECT query_id, elapsed FROM system.processes WHERE startsWith(initial_query_id, 'amig-%1$d-')"
                                    .formatted(run.id()))
                    .endsWith(
                            "; nobody knows how amig-%1$d-fill-s2r1-0-1 ended; 'amig resolve amig-%1$d-fill-s2r1-0-1' takes what you find out"
                                    .formatted(run.id()));
            assertThat(queries("s1r1", run)).isZero();
            assertThat(bench.journal().attempts(run.id()))
                    .extracting(it -> it.outcome().orElseThrow())
                    .anyMatch(Outcome.Unknown.class::isInstance)
                    .anyMatch(Outcome.Cancelled.class::isInstance);
        } finally {
            bench.servers().thaw(bench.server("s2r1"));
            // As that sentence tells a person to do; as long as it runs, nothing else would be started.
            bench.rows("s2r1", "KILL QUERY WHERE startsWith(query_id, 'amig-" + run.id() + "-') SYNC");
        }
    }

    @Test
    void a_run_of_another_journal_with_the_same_number_is_left_alone() throws Exception {
        Run run = abandoned("m_mine", Map.of(node("s2r1"), SLOW));
        awaitQueries(run, "s2r1");
        String foreign = "amig-" + run.id() + "-theirs-s1r1-0-1";
        CompletableFuture<Void> theirs =
                CompletableFuture.runAsync(() -> bench.send(node("s1r1"), foreign, SLOW, "{\"journal\":\"other\"}"));
        awaitQueries(run, "s1r1");
        bench.stopAbandoned(run);
        assertThat(queries("s2r1", run)).isZero();
        assertThat(queries("s1r1", run)).isEqualTo(1);
        assertThat(theirs.isDone()).isFalse();
        bench.rows("s1r1", "KILL QUERY WHERE query_id = '" + foreign + "' SYNC");
    }
}
