package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of three shards one fails: the result names it, says what became of the others, and the migration is not completed. */
class OneNodeFailsIT {
    private static final String MAKE =
            "STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };\n";
    private static final String LUCK = "throwIf(getMacro('shard') = '%d', 'no luck')";

    @TempDir
    private static Path home;

    private static FaultSite site;
    private static Workbench bench;

    @BeforeAll
    static void start() {
        site = FaultSite.start(home.resolve("journal"), 3, 1);
        bench = new Workbench(site.address());
    }

    @AfterAll
    static void stop() {
        bench.close();
        site.close();
    }

    private static RunResult run(String name, String body) throws Exception {
        bench.furnish(name);
        return bench.drive(new Simple(name, RunStatus.COMPLETED, body), name);
    }

    private static String node(int shard) {
        return site.address().nodes().get(shard - 1).toString();
    }

    private static void assertRolledBack(RunResult result) throws Exception {
        Run run = result.run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.progress()).isLessThan(100);
        for (Node node : site.address().nodes()) {
            assertThat(bench.rows(node, "SELECT count() FROM system.tables WHERE database = '" + run.cluster() + "'"))
                    .hasToString("[[0]]");
            assertThat(bench.rows(
                            node,
                            "SELECT count() FROM system.processes WHERE startsWith(query_id, 'amig-" + run.id()
                                    + "-')"))
                    .hasToString("[[0]]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_shard_that_fails_at_once_ends_the_slow_ones(int unlucky) throws Exception {
        String name = "at_once_" + unlucky;
        RunResult result = run(
                name,
                MAKE
                        + "STEP fill ON EACH SHARD { INSERT INTO DB.t SELECT if(getMacro('shard') = '%1$d', %2$s, sleepEachRow(0.1)) FROM numbers(200) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };"
                                .formatted(unlucky, LUCK.formatted(unlucky)));
        assertThat(result.sentence())
                .startsWith("m_" + name + " was rolled back: fill: 0 of 3 nodes done; ")
                .contains(node(unlucky) + " failed: error 395 FUNCTION_THROW_IF_VALUE_IS_NON_ZERO: no luck");
        for (int shard = 1; shard <= 3; shard++) {
            if (shard != unlucky) {
                assertThat(result.sentence()).contains(node(shard) + " failed: cancelled, because another node failed");
            }
        }
        assertRolledBack(result);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_shard_that_fails_late_is_named_and_the_others_were_done(int unlucky) throws Exception {
        String name = "late_" + unlucky;
        RunResult result = run(
                name,
                MAKE
                        + "STEP fill ON EACH SHARD { INSERT INTO DB.t SELECT if(getMacro('shard') = '%1$d', sleep(1) + %2$s, 1) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };"
                                .formatted(unlucky, LUCK.formatted(unlucky)));
        assertThat(result.sentence())
                .matches(
                        "m_%s was rolled back: fill: 2 of 3 nodes done; %s failed: error 395 FUNCTION_THROW_IF_VALUE_IS_NON_ZERO: no luck.* \\(query amig-\\d+-fill-s%dr1-0-1, m_%s\\.amig:3:\\d+\\)"
                                .formatted(name, Pattern.quote(node(unlucky)), unlucky, name));
        assertRolledBack(result);
    }

    @Test
    void a_slow_shard_is_waited_for() throws Exception {
        RunResult result = run(
                "slow",
                MAKE
                        + "STEP fill ON EACH SHARD { INSERT INTO DB.t SELECT if(getMacro('shard') = '2', sleep(2), 0) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };\n"
                        + "VERIFY all_there ON EACH SHARD { SELECT count() FROM DB.t } EXPECT = 1;");
        assertThat(result.sentence()).isEqualTo("m_slow is completed");
    }

    @Test
    void a_shard_whose_answer_differs_is_named() throws Exception {
        RunResult result =
                run("differs", MAKE + "VERIFY same ON EACH SHARD { SELECT getMacro('shard') = '3' } EXPECT = 0;");
        assertThat(result.sentence())
                .isEqualTo("m_differs was rolled back: same: 2 of 3 nodes done; " + node(3)
                        + " failed: expected = 0, got 1");
        assertRolledBack(result);
    }

    @Test
    void a_shard_that_cannot_swap_makes_the_others_swap_back() throws Exception {
        RunResult result = run("swaps", MAKE + """
                        STEP other ON EACH SHARD { CREATE TABLE DB.u (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.u SYNC };
                        STEP mark ON EACH SHARD { INSERT INTO DB.u VALUES (7) } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.u };
                        STEP gone ON SHARD 2 { DROP TABLE DB.u SYNC } ROLLBACK { CREATE TABLE IF NOT EXISTS DB.u (n UInt64) ENGINE = MergeTree ORDER BY n };
                        SWAP cutover TABLES DB.t AND DB.u ON EACH REPLICA ON ERROR ROLLBACK;
                        """);
        assertThat(result.sentence())
                .isEqualTo("m_swaps was rolled back: cutover: 0 of 1 nodes done; " + node(2)
                        + " failed: there is no table swaps.u here to swap; no node was touched (m_swaps.amig:6:1)");
        assertRolledBack(result);
    }

    /** The run pauses with one of three done; what is done is not done again. */
    @Test
    void what_was_done_on_one_shard_is_not_done_again_when_the_run_goes_on() throws Exception {
        String name = "goes_on";
        bench.furnish(name);
        Scenario scenario = new Simple(
                name,
                RunStatus.COMPLETED,
                MAKE
                        + "STEP fill ON EACH SHARD AT ONCE 1 ON ERROR PAUSE { INSERT INTO DB.t SELECT n FROM DB.source } ROLLBACK { TRUNCATE TABLE IF EXISTS DB.t };");
        for (int shard : List.of(1, 3)) {
            source(name, shard);
        }
        RunResult paused = bench.drive(scenario, name);
        assertThat(paused.sentence())
                .startsWith("m_goes_on is paused: fill: 1 of 3 nodes done; " + node(2)
                        + " failed: error 60 UNKNOWN_TABLE: ")
                .endsWith("; not started: s3r1; nothing was rolled back: ON ERROR PAUSE");
        assertThat(paused.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        source(name, 2);
        assertThat(bench.resume(scenario, name, RunStatus.PAUSED).sentence()).isEqualTo("m_goes_on is completed");
        for (Node node : site.address().nodes()) {
            assertThat(bench.rows(node, "SELECT n FROM goes_on.t")).hasToString("[[5]]");
        }
    }

    private static void source(String database, int shard) throws Exception {
        Node node = site.address().nodes().get(shard - 1);
        bench.rows(node, "CREATE TABLE " + database + ".source ENGINE = Memory AS SELECT 5::UInt64 AS n");
    }
}
