package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.faults.KilledRunner.Victim;
import dev.amig.faults.QueryLog.Statement;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A runner is killed while a server is at work on its statement: the server goes on, or gives up, and that is found out. Each scenario
 * has its own databases and its own lease, and mostly waits.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledInTheMiddleIT {
    private static final String MAKE = """
            STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt64, v UInt64) ENGINE = MergeTree ORDER BY n;
              INSERT INTO DB.t SELECT number, 0 FROM numbers(25) } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };
            """;

    @TempDir
    private static Path home;

    private static FaultSite site;
    private static Workbench bench;

    @BeforeAll
    static void start() {
        site = FaultSite.start(home.resolve("journal"), 2, 1);
        bench = new Workbench(site.address());
    }

    @AfterAll
    static void stop() {
        bench.close();
        site.close();
    }

    static final class Mutation extends Simple {
        public Mutation() {
            super(
                    "mutation",
                    RunStatus.COMPLETED,
                    MAKE
                            + "STEP long ON EACH SHARD { ALTER TABLE DB.t UPDATE v = v + 1 + sleepEachRow(0.1) WHERE 1 } ROLLBACK NONE BECAUSE 'test';");
        }
    }

    @Test
    void a_mutation_goes_on_without_its_runner_and_is_waited_for() throws Exception {
        Scenario scenario = new Mutation();
        RunResult result = killWhile(scenario, () -> longRunsEverywhere(scenario));
        assertThat(result.sentence()).isEqualTo("m_mutation is completed");
        assertThat(sendings(scenario, "long", Direction.FORWARD)).containsExactly(1, 1);
        assertThat(onEach("SELECT groupUniqArray(v) FROM mutation.t")).containsExactly("[1]", "[1]");
    }

    static final class Insert extends Simple {
        public Insert() {
            super(
                    "insertion",
                    RunStatus.ROLLED_BACK,
                    MAKE
                            + "STEP long ON EACH SHARD { INSERT INTO DB.t SELECT 100 + number, sleepEachRow(0.1) FROM numbers(50) SETTINGS max_block_size = 1 } ROLLBACK { ALTER TABLE DB.t DELETE WHERE n >= 100 };");
        }
    }

    /** ClickHouse gives an INSERT SELECT up when its client is gone; a part of its rows may be there. */
    @Test
    void an_insert_that_was_given_up_half_way_is_not_sent_again_but_undone() throws Exception {
        Scenario scenario = new Insert();
        RunResult result = killWhile(scenario, () -> longRunsEverywhere(scenario));
        assertThat(result.sentence()).startsWith("m_insertion was rolled back: long: 0 of 2 nodes done; s1r1 (");
        assertThat(sendings(scenario, "long", Direction.FORWARD)).containsExactly(1, 1);
        assertThat(onEach("EXISTS TABLE insertion.t")).containsExactly("0", "0");
    }

    static final class Idempotent extends Simple {
        public Idempotent() {
            super(
                    "idempotent",
                    RunStatus.COMPLETED,
                    "STEP long ON EACH SHARD IDEMPOTENT { CREATE OR REPLACE TABLE DB.t ENGINE = MergeTree ORDER BY n AS SELECT number + sleepEachRow(0.1) AS n FROM numbers(30) SETTINGS max_block_size = 1 } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };");
        }
    }

    @Test
    void what_is_idempotent_is_done_again_where_it_was_given_up() throws Exception {
        Scenario scenario = new Idempotent();
        RunResult result = killWhile(scenario, () -> longRunsEverywhere(scenario));
        assertThat(result.sentence()).isEqualTo("m_idempotent is completed");
        assertThat(onEach("SELECT (count(), uniqExact(n)) FROM idempotent.t")).containsExactly("[30, 30]", "[30, 30]");
    }

    static final class Verification extends Simple {
        public Verification() {
            super(
                    "verification",
                    RunStatus.COMPLETED,
                    "VERIFY long ON EACH SHARD { SELECT sum(sleepEachRow(0.1)) FROM numbers(25) } EXPECT = 0;");
        }
    }

    @Test
    void a_question_is_asked_again() throws Exception {
        Scenario scenario = new Verification();
        RunResult result = killWhile(scenario, () -> longRunsEverywhere(scenario));
        assertThat(result.sentence()).isEqualTo("m_verification is completed");
        assertThat(sendings(scenario, "long", Direction.FORWARD)).containsExactly(2, 2);
    }

    static final class Waiting extends Simple {
        public Waiting() {
            super(
                    "waiting",
                    RunStatus.COMPLETED,
                    MAKE
                            + "WAIT long UNTIL ON EACH SHARD { SELECT count() > 25 FROM DB.t } EVERY 1 SECOND TIMEOUT 1 MINUTE;");
        }
    }

    @Test
    void what_was_waited_for_is_waited_for_again() throws Exception {
        Scenario scenario = new Waiting();
        bench.furnish("waiting");
        RunnerProcess runner = killed(
                scenario,
                () -> bench.latestRun(scenario, "waiting")
                        .filter(it -> bench.journal().events(it.id(), 0).stream()
                                .anyMatch(event -> event.text().equals("long started on 2 nodes")))
                        .isPresent());
        runner.close();
        for (Node node : site.address().nodes()) {
            bench.rows(node, "INSERT INTO waiting.t VALUES (100, 100)");
        }
        assertThat(bench.resume(scenario, "waiting", RunStatus.RUNNING).sentence())
                .isEqualTo("m_waiting is completed");
    }

    static final class Postgres extends Simple {
        public Postgres() {
            super(
                    "transaction",
                    RunStatus.COMPLETED,
                    "STEP long ON POSTGRES app { CREATE TABLE DB.t (n int); INSERT INTO DB.t VALUES (1); SELECT pg_sleep(3) } ROLLBACK { DROP TABLE IF EXISTS DB.t };");
        }
    }

    @Test
    void a_transaction_that_was_not_committed_is_done_again() throws Exception {
        Scenario scenario = new Postgres();
        RunResult result = killWhile(
                scenario,
                () -> !bench.postgres(
                                "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'amig-%-long-postgres_app-0-1' AND state = 'active' AND query LIKE '%pg_sleep%'")
                        .isEmpty());
        assertThat(result.sentence()).isEqualTo("m_transaction is completed");
        assertThat(bench.postgres("SELECT n FROM transaction.t")).hasToString("[[1]]");
    }

    static final class RollingBack extends Simple {
        public RollingBack() {
            super("backwards", RunStatus.ROLLED_BACK, MAKE + """
                            STEP long ON EACH SHARD { ALTER TABLE DB.t UPDATE v = v + 1 WHERE 1 }
                            ROLLBACK { ALTER TABLE DB.t UPDATE v = v - 1 - sleepEachRow(0.1) WHERE v > 0 };
                            VERIFY fails ON ANY NODE { SELECT 0 } EXPECT TRUE;
                            """);
        }
    }

    @Test
    void a_statement_of_the_way_back_is_waited_for_too() throws Exception {
        Scenario scenario = new RollingBack();
        RunResult result = killWhile(scenario, () -> running(scenario, "amig-%d-long-%%-r0-1"));
        assertThat(result.sentence()).isEqualTo("m_backwards was rolled back: going on with the rollback");
        assertThat(sendings(scenario, "long", Direction.ROLLBACK)).containsExactly(1, 1);
        assertThat(onEach("EXISTS TABLE backwards.t")).containsExactly("0", "0");
    }

    static final class SwapTakenBack extends Simple {
        public SwapTakenBack() {
            super(
                    "swapback",
                    RunStatus.PAUSED,
                    "CONFIRM 'Go?';\nSWAP cutover TABLES DB.t AND DB.u ON EACH REPLICA AT ONCE 1;");
        }

        @Override
        public void prepare(Workbench workbench, String database) throws QueryException {
            for (Node node : workbench.address().nodes()) {
                workbench.rows(
                        node, "CREATE TABLE " + database + ".t ENGINE = MergeTree ORDER BY n AS SELECT 'old' AS n");
                workbench.rows(
                        node, "CREATE TABLE " + database + ".u ENGINE = MergeTree ORDER BY n AS SELECT 'new' AS n");
            }
            // A dictionary over the other table: the exchange would make it its own source, which the server refuses.
            Node second = workbench.address().nodes().get(1);
            workbench.rows(second, "RENAME TABLE " + database + ".u TO " + database + ".aside");
            workbench.rows(
                    second,
                    "CREATE DICTIONARY " + database
                            + ".u (n String, v String DEFAULT '') PRIMARY KEY n SOURCE(CLICKHOUSE(DB '" + database
                            + "' TABLE 't')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)");
        }
    }

    /** One node has swapped and swapped back, and nobody has heard of the way back: it must not count as swapped. */
    @Test
    void a_swap_that_was_being_taken_back_is_not_taken_for_done() throws Exception {
        Scenario scenario = new SwapTakenBack();
        bench.furnish("swapback");
        scenario.prepare(bench, "swapback");
        // Exchanged on one node, refused by the other, exchanged back.
        KillPoint afterTakingBack = new KillPoint(KillPoint.Moment.AFTER_ANSWER, 3);
        new Killing(site.address(), SwapTakenBack.class).kill(List.of(new Victim("swapback", afterTakingBack)));
        assertThat(sendings(scenario, "cutover", Direction.ROLLBACK)).containsExactly(1, 0);

        RunResult paused = bench.resume(scenario, "swapback", RunStatus.RUNNING);
        assertThat(paused.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        Node second = site.address().nodes().get(1);
        bench.rows(second, "DROP DICTIONARY swapback.u");
        bench.rows(second, "RENAME TABLE swapback.aside TO swapback.u");
        assertThat(bench.resume(scenario, "swapback", RunStatus.PAUSED).sentence())
                .isEqualTo("m_swapback is completed");
        assertThat(onEach("SELECT n FROM swapback.t")).containsExactly("new", "new");
        assertThat(onEach("SELECT n FROM swapback.u")).containsExactly("old", "old");
    }

    private static RunResult killWhile(Scenario scenario, Callable<Boolean> isAtWork) throws Exception {
        bench.furnish(scenario.name());
        killed(scenario, isAtWork).close();
        return bench.resume(scenario, scenario.name(), RunStatus.RUNNING);
    }

    private static RunnerProcess killed(Scenario scenario, Callable<Boolean> isAtWork) throws Exception {
        RunnerProcess runner = RunnerProcess.start(site.address(), scenario.getClass(), scenario.name(), Address.LEASE);
        runner.go();
        Await.until("the statement of " + scenario.name(), isAtWork);
        runner.kill();
        return runner;
    }

    private static boolean longRunsEverywhere(Scenario scenario) throws Exception {
        return running(scenario, "amig-%d-long-%%");
    }

    /** @param queryIds as {@code LIKE} has them, of one run */
    private static boolean running(Scenario scenario, String queryIds) throws Exception {
        Optional<Run> run = bench.latestRun(scenario, scenario.name());
        return run.isPresent()
                && onEach("SELECT count() FROM system.processes WHERE query_id LIKE '"
                                + queryIds.formatted(run.get().id()) + "'")
                        .equals(List.of("1", "1"));
    }

    private static List<String> onEach(String sql) throws Exception {
        return List.of(
                one(site.address().nodes().get(0), sql),
                one(site.address().nodes().get(1), sql));
    }

    private static String one(Node node, String sql) throws Exception {
        return bench.rows(node, sql).get(0).get(0).toString();
    }

    /** How often the first statement of an action has reached each shard. */
    private static List<Integer> sendings(Scenario scenario, String action, Direction direction) throws Exception {
        Run run = bench.latestRun(scenario, scenario.name()).orElseThrow();
        QueryLog.flush(bench);
        QueryLog log = QueryLog.of(bench).of(run.id());
        return List.of(
                log.arrived().getOrDefault(new Statement(action, "s1r1", direction, 0), 0),
                log.arrived().getOrDefault(new Statement(action, "s2r1", direction, 0), 0));
    }
}
