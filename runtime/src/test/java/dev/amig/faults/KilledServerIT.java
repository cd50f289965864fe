package dev.amig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.journal.Event;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.Resolution;
import dev.amig.run.RunResult;
import dev.amig.run.RunResult.Ending;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ClickHouse node is killed with -9 while an action is at work on it, and comes back. What may be repeated is; of the rest nobody
 * knows whether the node had done it, so the run pauses with the evidence, and goes on when a person has looked.
 *
 * <p>{@link OneDeath} says how: between the intent and the answer, each time.
 */
class KilledServerIT {
    private static final String VICTIM = "s2r1";
    private static final String MAKE = """
            STEP make ON EACH SHARD { CREATE TABLE DB.t (n UInt64, v UInt64) ENGINE = MergeTree ORDER BY n;
              INSERT INTO DB.t SELECT number, 0 FROM numbers(3) } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };
            """;

    private static final Scenario GUARDED = completing(
            "guarded",
            "STEP target ON EACH SHARD { CREATE TABLE IF NOT EXISTS DB.t (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };");

    private static final Scenario IDEMPOTENT = completing(
            "idempotent",
            "STEP target ON EACH SHARD IDEMPOTENT { CREATE OR REPLACE TABLE DB.t ENGINE = MergeTree ORDER BY n AS SELECT number AS n FROM numbers(4) } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };");

    private static final Scenario VERIFIED =
            completing("verified", "VERIFY target ON EACH SHARD { SELECT 1 } EXPECT TRUE;");

    private static final Scenario ROWS = completing(
            "rows",
            "STEP target ON EACH SHARD FOR EACH ROW (n) IN { SELECT number FROM numbers(2) } { CREATE TABLE DB.t${row.n} (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t${row.n} SYNC };");

    private static final Scenario BACKWARDS = new Simple(
            "backwards",
            RunStatus.ROLLED_BACK,
            "STEP target ON EACH SHARD { CREATE TABLE DB.t (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };\n"
                    + "VERIFY fails ON ANY NODE { SELECT 0 } EXPECT TRUE;");

    private static final Scenario AWAITED = completing(
            "awaited",
            MAKE
                    + "WAIT target UNTIL ON EACH SHARD { SELECT count() > 3 FROM DB.t } EVERY 1 SECOND TIMEOUT 2 MINUTES;");

    private static final Scenario DEFINED = completing(
            "defined",
            "STEP target ON EACH SHARD { CREATE TABLE DB.t (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.t SYNC };");

    private static final String INSERT = MAKE
            + "STEP target ON EACH SHARD { INSERT INTO DB.t VALUES (100, 100) } ROLLBACK { ALTER TABLE DB.t DELETE WHERE n = 100 };";
    private static final Scenario INSERTED = completing("inserted", INSERT);

    private static final Scenario APPLIED = completing("applied", INSERT);

    private static final Scenario MUTATED = completing(
            "mutated", MAKE + "STEP target ON EACH SHARD { ALTER TABLE DB.t UPDATE v = v + 1 WHERE 1 } IRREVERSIBLE;");

    private static final Scenario SWAPPED = completing(
            "swapped",
            MAKE
                    + "STEP other ON EACH SHARD { CREATE TABLE DB.u (n UInt64, v UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS DB.u SYNC };\n"
                    + "SWAP target TABLES DB.t AND DB.u ON EACH REPLICA;");

    @TempDir
    private static Path home;

    private static FaultSite site;
    private static Workbench bench;
    /** How the runs ended that a node was killed under. */
    private static Map<String, RunResult> ended;

    @BeforeAll
    static void killANodeUnderAll() throws Exception {
        site = FaultSite.start(home.resolve("journal"), 2, 1);
        bench = new Workbench(site.address());
        ended = new OneDeath(site, bench, VICTIM)
                .of(List.of(
                        GUARDED, IDEMPOTENT, VERIFIED, ROWS, BACKWARDS, DEFINED, INSERTED, APPLIED, MUTATED, SWAPPED));
    }

    @AfterAll
    static void stop() {
        bench.close();
        site.close();
    }

    private static Scenario completing(String name, String body) {
        return new Simple(name, RunStatus.COMPLETED, body);
    }

    // ---- what may be repeated goes on by itself

    @Test
    void a_guarded_definition_is_sent_again() throws Exception {
        assertThat(ended.get(GUARDED.name()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("EXISTS TABLE guarded.t")).containsExactly("1", "1");
    }

    @Test
    void an_idempotent_statement_is_sent_again() throws Exception {
        assertThat(ended.get(IDEMPOTENT.name()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT count() FROM idempotent.t")).containsExactly("4", "4");
    }

    @Test
    void a_verification_is_asked_again() throws Exception {
        assertThat(ended.get(VERIFIED.name()).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void the_rows_of_for_each_row_are_asked_for_again() throws Exception {
        assertThat(ended.get(ROWS.name()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT count() FROM system.tables WHERE database = 'rows'"))
                .containsExactly("2", "2");
    }

    @Test
    void a_statement_of_a_rollback_is_sent_again() throws Exception {
        assertThat(ended.get(BACKWARDS.name()).ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(onEach("EXISTS TABLE backwards.t")).containsExactly("0", "0");
    }

    @Test
    void a_wait_outlives_the_node() throws Exception {
        bench.furnish("awaited");
        CompletableFuture<RunResult> run = drive(AWAITED);
        Await.until("the wait", () -> told(AWAITED, "target started on 2 nodes"));
        EmbeddedNode node = site.server(VICTIM);
        site.servers().kill(node);
        site.servers().restart(node);
        for (Node it : site.address().nodes()) {
            bench.rows(it, "INSERT INTO awaited.t VALUES (100, 100)");
        }
        assertThat(run.get(60, TimeUnit.SECONDS).ending()).isEqualTo(Ending.COMPLETED);
    }

    // ---- what may not be repeated pauses the run

    @Test
    void a_definition_without_a_guard_waits_for_a_person() throws Exception {
        paused(DEFINED);
        assertThat(onEach("EXISTS TABLE defined.t")).containsExactly("1", "0");
        assertThat(goOn(DEFINED, false).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("EXISTS TABLE defined.t")).containsExactly("1", "1");
    }

    @Test
    void an_insert_waits_for_a_person() throws Exception {
        paused(INSERTED);
        assertThat(goOn(INSERTED, false).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT count() FROM inserted.t")).containsExactly("4", "4");
    }

    @Test
    void what_a_person_says_was_applied_is_not_sent_again() throws Exception {
        paused(APPLIED);
        bench.rows(site.address().nodes().get(1), "INSERT INTO applied.t VALUES (100, 100)");
        assertThat(goOn(APPLIED, true).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT count() FROM applied.t")).containsExactly("4", "4");
    }

    @Test
    void a_mutation_waits_for_a_person() throws Exception {
        paused(MUTATED);
        assertThat(goOn(MUTATED, false).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT groupUniqArray(v) FROM mutated.t")).containsExactly("[1]", "[1]");
    }

    @Test
    void a_swap_waits_for_a_person_and_is_not_taken_back_on_the_other_node() throws Exception {
        paused(SWAPPED);
        assertThat(onEach("SELECT count() FROM swapped.t")).containsExactly("0", "3");
        assertThat(goOn(SWAPPED, false).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT count() FROM swapped.t")).containsExactly("0", "0");
    }

    // ---- what they have in common

    private static void paused(Scenario scenario) throws Exception {
        RunResult result = ended.get(scenario.name());
        Run run = result.run().orElseThrow();
        String queryId = "amig-%d-target-s2r1-0-1".formatted(run.id());
        String node = site.address().nodes().get(1).toString();
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(result.sentence())
                .startsWith(
                        "m_%s is paused: target: 1 of 2 nodes done; %s failed: neither system.processes nor system.query_log of %s knows the end of query %s (query %s, m_%s.amig:"
                                .formatted(scenario.name(), node, node, queryId, queryId, scenario.name()))
                .endsWith(
                        "; nothing was rolled back: nobody knows how a statement ended; 'amig resolve' takes what you find out");
    }

    private static RunResult goOn(Scenario scenario, boolean applied) throws Exception {
        Run run = bench.latestRun(scenario, scenario.name()).orElseThrow();
        new Resolution(bench.journal())
                .resolve("amig-%d-target-s2r1-0-1".formatted(run.id()), applied, "looked into the table", "a test");
        return bench.resume(scenario, scenario.name(), RunStatus.PAUSED);
    }

    private static boolean told(Scenario scenario, String text) {
        Optional<Run> run = bench.latestRun(scenario, scenario.name());
        return run.isPresent()
                && bench.journal().events(run.get().id(), 0).stream()
                        .map(Event::text)
                        .anyMatch(text::equals);
    }

    private static CompletableFuture<RunResult> drive(Scenario scenario) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.driveInHaste(scenario, scenario.name(), attempt -> {}, event -> {});
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static List<String> onEach(String sql) throws Exception {
        return List.of(
                one(site.address().nodes().get(0), sql),
                one(site.address().nodes().get(1), sql));
    }

    private static String one(Node node, String sql) throws Exception {
        return bench.rows(node, sql).get(0).get(0).toString();
    }
}
