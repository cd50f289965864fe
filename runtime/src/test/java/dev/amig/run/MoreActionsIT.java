package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** FOR EACH ROW, WAIT, SWAP, checks, PROGRESS and FINALIZE on two real shards. */
class MoreActionsIT extends TwoShards {
    @BeforeAll
    static void start() throws Exception {
        onBoth("CREATE DATABASE swaps ENGINE = Atomic");
    }

    private static String error(RunResult result) {
        return result.run().flatMap(Run::error).orElse("");
    }

    private static List<Object> onEach(String sql) throws Exception {
        return List.of(bench.ask("s1r1", sql), bench.ask("s2r1", sql));
    }

    private static List<String> statements(RunResult result) {
        return bench.journal().attempts(result.run().orElseThrow().id()).stream()
                .filter(AttemptRecord::isApplied)
                .map(it -> it.queryId().toString().replaceFirst("amig-\\d+-", "") + " "
                        + it.attempt().sql())
                .toList();
    }

    // ---- FOR EACH ROW

    @Test
    void the_statements_run_once_for_each_row_of_the_node_and_back_in_reverse() throws Exception {
        onBoth("CREATE TABLE rows_of (n UInt8) ENGINE = MergeTree ORDER BY n");
        ValidMigration migration = Bench.migration("m_rows", """
                STEP columns ON EACH SHARD
                  FOR EACH ROW (name, type, size) IN {
                    SELECT arrayJoin(['a ' || getMacro('shard'), 'b']), 'UInt16', 12.50::Decimal(9, 2)
                  }
                { ALTER TABLE rows_of ADD COLUMN ${ident(row.name)} ${row.type} DEFAULT ${row.size} }
                ROLLBACK { ALTER TABLE rows_of DROP COLUMN IF EXISTS ${ident(row.name)} };
                VERIFY there ON EACH SHARD { SELECT count() FROM system.columns WHERE table = 'rows_of' } EXPECT = 3;
                VERIFY fails ON SHARD 2 { SELECT 0 } EXPECT TRUE;
                """);
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(statements(result).stream().filter(it -> it.startsWith("columns-s2r1")))
                .containsExactly(
                        "columns-s2r1-0-1 SELECT arrayJoin(['a ' || getMacro('shard'), 'b']), 'UInt16', 12.50::Decimal(9, 2)",
                        "columns-s2r1-1-1 ALTER TABLE rows_of ADD COLUMN `a 2` UInt16 DEFAULT 12.5",
                        "columns-s2r1-2-1 ALTER TABLE rows_of ADD COLUMN `b` UInt16 DEFAULT 12.5",
                        "columns-s2r1-r0-1 ALTER TABLE rows_of DROP COLUMN IF EXISTS `b`",
                        "columns-s2r1-r1-1 ALTER TABLE rows_of DROP COLUMN IF EXISTS `a 2`");
        assertThat(onEach("SELECT count() FROM system.columns WHERE table = 'rows_of'"))
                .containsExactly(BigInteger.ONE, BigInteger.ONE);
    }

    @Test
    void rows_of_one_node_can_be_used_on_all() throws Exception {
        ValidMigration migration = Bench.migration("m_rows_of_one", """
                STEP tables ON EACH SHARD FOR EACH ROW (n) IN ON ANY NODE { SELECT toUInt8(getMacro('shard')) + number FROM numbers(2) }
                { CREATE TABLE of_one_${row.n} (n UInt8) ENGINE = Memory }
                ROLLBACK NONE BECAUSE 'test';
                """);
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT arraySort(groupArray(name)) FROM system.tables WHERE name LIKE 'of_one_%'"))
                .containsExactly(List.of("of_one_1", "of_one_2"), List.of("of_one_1", "of_one_2"));
    }

    @Test
    void a_query_with_other_columns_than_were_named_changes_nothing() throws Exception {
        RunResult result = bench.run(Bench.migration("m_rows_misfit", """
                STEP tables ON EACH SHARD FOR EACH ROW (a, b) IN { SELECT 1 }
                { CREATE TABLE misfit_${row.a} (n UInt8) ENGINE = Memory }
                ROLLBACK { DROP TABLE IF EXISTS misfit_${row.a} };
                """));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result))
                .contains("FOR EACH ROW names 2 columns (a, b), its query gave 1 (m_rows_misfit.amig:2:52)");
        assertThat(onEach("EXISTS TABLE misfit_1")).containsExactly(0L, 0L);
    }

    @Test
    void a_row_that_does_not_fit_the_template_is_told_with_its_place_before_anything_is_sent() throws Exception {
        RunResult result = bench.run(Bench.migration("m_rows_null", """
                STEP tables ON SHARD 1 FOR EACH ROW (a) IN { SELECT arrayJoin([1, NULL]) }
                { CREATE TABLE rows_null_${row.a} (n UInt8) ENGINE = Memory }
                ROLLBACK NONE BECAUSE 'test';
                """));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result)).contains("m_rows_null.amig:3:28: 'row.a' is not defined");
        assertThat(bench.ask("s1r1", "EXISTS TABLE rows_null_1")).isEqualTo(0L);
    }

    // ---- WAIT

    @Test
    void a_wait_ends_when_every_node_says_true() throws Exception {
        onBoth("CREATE TABLE waited (n UInt8) ENGINE = Memory");
        ValidMigration migration = Bench.migration(
                "m_wait",
                "WAIT rows UNTIL ON EACH SHARD { SELECT count() > 0 FROM waited } EVERY 1 SECOND TIMEOUT 1 MINUTE;");
        CompletableFuture<RunResult> run = run(migration, new StopSignal());
        bench.rows("s1r1", "INSERT INTO waited VALUES (1)");
        awaitTold("rows started on 2 nodes");
        Thread.sleep(1500);
        assertThat(run).isNotDone();
        bench.rows("s2r1", "INSERT INTO waited VALUES (1)");
        assertThat(run.get().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.told).anyMatch(it -> it.matches("rows done on s2r1 \\(.*\\): after [1-9] s"));
    }

    @Test
    void a_wait_that_takes_too_long_is_an_error_with_the_last_answer() throws Exception {
        RunResult result = bench.run(Bench.migration(
                "m_wait_long", "WAIT never UNTIL ON SHARD 1 { SELECT 0 } EVERY 1 SECOND TIMEOUT 2 SECONDS;"));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result))
                .contains("waited 2 SECONDS, as long as TIMEOUT allows; last answer 0 (m_wait_long.amig:2:31)");
    }

    @Test
    void a_wait_whose_query_is_wrong_does_not_wait() throws Exception {
        RunResult result = bench.run(Bench.migration(
                "m_wait_wrong", "WAIT w UNTIL ON SHARD 1 { SELECT nothing } EVERY 1 SECOND TIMEOUT 1 HOUR;"));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result)).contains("Unknown expression identifier");
    }

    @Test
    void a_stop_ends_a_wait_at_once() throws Exception {
        StopSignal stop = new StopSignal();
        CompletableFuture<RunResult> run = run(
                Bench.migration(
                        "m_wait_stopped", "WAIT w UNTIL ON EACH SHARD { SELECT 0 } EVERY 1 HOUR TIMEOUT 2 HOURS;"),
                stop);
        awaitTold("w started on 2 nodes");
        stop.request("enough");
        // The next look would be in an hour.
        assertThat(run.get(1, TimeUnit.MINUTES).ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    private static void awaitTold(String event) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!bench.told.contains(event)) {
            assertThat(System.nanoTime()).as(event).isLessThan(until);
            Thread.sleep(20);
        }
    }

    // ---- SWAP

    private static void twoTables(String first, String second) throws Exception {
        onBoth(
                "CREATE TABLE " + first + " (n String) ENGINE = MergeTree ORDER BY n",
                "CREATE TABLE " + second + " (n String) ENGINE = MergeTree ORDER BY n",
                "INSERT INTO " + first + " VALUES ('old')",
                "INSERT INTO " + second + " VALUES ('new')");
    }

    @Test
    void a_swap_exchanges_the_tables_on_every_node_and_a_rollback_exchanges_them_again() throws Exception {
        twoTables("swaps.swap_a", "swaps.swap_b");
        String swap = "SWAP cutover TABLES swaps.swap_a AND swaps.swap_b ON EACH REPLICA;\n";
        RunResult undone = bench.run(
                Bench.migration("m_swap", swap + "VERIFY no ON ANY NODE ON ERROR ROLLBACK { SELECT 0 } EXPECT TRUE;"));
        assertThat(undone.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(statements(undone))
                .contains(
                        "cutover-s1r1-0-1 EXCHANGE TABLES swaps.swap_a AND swaps.swap_b",
                        "cutover-s2r1-r0-1 EXCHANGE TABLES swaps.swap_a AND swaps.swap_b");
        assertThat(onEach("SELECT any(n) FROM swaps.swap_a")).containsExactly("old", "old");

        assertThat(bench.run(Bench.migration("m_swap", swap)).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT any(n) FROM swaps.swap_a")).containsExactly("new", "new");
        assertThat(onEach("SELECT any(n) FROM swaps.swap_b")).containsExactly("old", "old");
    }

    @Test
    void a_table_that_is_missing_on_one_node_is_told_before_any_node_is_touched() throws Exception {
        twoTables("swaps.gone_a", "swaps.gone_b");
        bench.rows("s2r1", "DROP TABLE swaps.gone_b SYNC");
        RunResult result = bench.run(
                Bench.migration("m_swap_gone", "SWAP s TABLES swaps.gone_a AND swaps.gone_b ON EACH REPLICA;"));
        assertThat(error(result))
                .contains("there is no table swaps.gone_b here to swap; no node was touched (m_swap_gone.amig:2:1)");
        assertThat(bench.ask("s1r1", "SELECT any(n) FROM swaps.gone_a")).isEqualTo("old");
        assertThat(statements(result)).isEmpty();
    }

    @Test
    void a_node_that_cannot_swap_makes_the_others_swap_back_and_the_next_try_does_all() throws Exception {
        twoTables("swaps.back_a", "swaps.back_b");
        // A dictionary over the other table: the exchange would make it its own source, which the server refuses.
        bench.rows("s2r1", "DROP TABLE swaps.back_b SYNC");
        bench.rows(
                "s2r1",
                "CREATE DICTIONARY swaps.back_b (n String, v String DEFAULT '') PRIMARY KEY n "
                        + "SOURCE(CLICKHOUSE(DB 'swaps' TABLE 'back_a')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)");
        ValidMigration migration = Bench.migration("m_swap_back", """
                CONFIRM 'Go?';
                SWAP s TABLES swaps.back_a AND swaps.back_b ON EACH REPLICA AT ONCE 1;
                """);
        RunResult paused = bench.run(migration, new StopSignal(), question -> true);
        assertThat(paused.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(paused.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(error(paused))
                .contains("s: 0 of 2 nodes done; s1r1 (")
                .contains("swapped back, because another node failed");
        assertThat(onEach("SELECT any(n) FROM swaps.back_a")).containsExactly("old", "old");

        bench.rows("s2r1", "DROP DICTIONARY swaps.back_b SYNC");
        bench.rows("s2r1", "CREATE TABLE swaps.back_b (n String) ENGINE = MergeTree ORDER BY n AS SELECT 'new'");
        RunResult done = bench.run(migration, new StopSignal(), question -> true);
        assertThat(done.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT any(n) FROM swaps.back_a")).containsExactly("new", "new");
        assertThat(statements(done).stream().filter(it -> it.startsWith("s-")))
                .containsExactlyInAnyOrder(
                        "s-s1r1-0-1 EXCHANGE TABLES swaps.back_a AND swaps.back_b",
                        "s-s1r1-r0-1 EXCHANGE TABLES swaps.back_a AND swaps.back_b",
                        "s-s1r1-1-1 EXCHANGE TABLES swaps.back_a AND swaps.back_b",
                        "s-s2r1-0-2 EXCHANGE TABLES swaps.back_a AND swaps.back_b");
    }

    @Test
    void where_the_database_cannot_exchange_the_tables_are_renamed() throws Exception {
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(
                    node, "CREATE DATABASE plain ENGINE = Ordinary", Map.of("allow_deprecated_database_ordinary", "1"));
        }
        twoTables("plain.a", "plain.b");
        RunResult result =
                bench.run(Bench.migration("m_swap_plain", "SWAP s TABLES plain.a AND plain.b ON EACH REPLICA;"));
        long run = result.run().orElseThrow().id();
        assertThat(statements(result))
                .contains(
                        "s-s1r1-0-1 RENAME TABLE plain.a TO plain.a__amig_swap_%d_0, plain.b TO plain.a, plain.a__amig_swap_%d_0 TO plain.b"
                                .formatted(run, run));
        assertThat(onEach("SELECT any(n) FROM plain.a")).containsExactly("new", "new");
    }

    // ---- PRECHECK, HEALTHCHECK, PROGRESS

    @Test
    void a_precheck_that_is_false_refuses_the_start_with_its_message() throws Exception {
        RunResult result = bench.run(Bench.migration("m_precheck", """
                PRECHECK 'shard 2 is too full' ON EACH SHARD { SELECT getMacro('shard') = '1' };
                STEP s ON EACH SHARD { CREATE TABLE precheck_t (n UInt8) ENGINE = Memory } ROLLBACK { SELECT 1 };
                """));
        assertThat(result.ending()).isEqualTo(Ending.REFUSED);
        assertThat(result.sentence())
                .startsWith("m_precheck was not started: PRECHECK (m_precheck.amig:2:1) on s2r1 (")
                .endsWith("): shard 2 is too full; nothing was changed");
        assertThat(onEach("EXISTS TABLE precheck_t")).containsExactly(0L, 0L);
    }

    @Test
    void a_healthcheck_that_becomes_false_stops_the_run_like_an_error() throws Exception {
        onBoth("CREATE TABLE health (n UInt8) ENGINE = Memory");
        ValidMigration migration = Bench.migration("m_health", """
                HEALTHCHECK 'ill on ${node.id}' ON EACH SHARD EVERY 1 SECOND { SELECT count() = 0 FROM health };
                STEP make ON EACH SHARD { CREATE TABLE health_made (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE health_made };
                STEP long ON EACH SHARD { SELECT sleepEachRow(1) FROM numbers(60) SETTINGS max_block_size = 1 } ROLLBACK NONE BECAUSE 'reads';
                """);
        CompletableFuture<RunResult> run = run(migration, new StopSignal());
        awaitTold("long started on 2 nodes");
        assertThat(run).isNotDone();
        bench.rows("s2r1", "INSERT INTO health VALUES (1)");
        RunResult result = run.get();
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.sentence())
                .startsWith("m_health was rolled back: HEALTHCHECK (m_health.amig:2:1) on s2r1 (")
                .endsWith("): ill on s2r1");
        assertThat(onEach("EXISTS TABLE health_made")).containsExactly(0L, 0L);
        assertThat(onEach("SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%-long-%'"))
                .containsExactly(BigInteger.ZERO, BigInteger.ZERO);

        assertThat(bench.run(migration).sentence())
                .startsWith("m_health was not started: HEALTHCHECK (m_health.amig:2:1) on s2r1 (");
    }

    @Test
    void the_authors_progress_replaces_what_is_counted_and_may_fail() throws Exception {
        onBoth("CREATE TABLE percent (n UInt8) ENGINE = Memory");
        CompletableFuture<RunResult> run = run(
                Bench.migration(
                        "m_progress",
                        "PROGRESS { SELECT 37 };\nWAIT w UNTIL ON ANY NODE { SELECT count() > 0 FROM percent } EVERY 1 SECOND TIMEOUT 1 MINUTE;"),
                new StopSignal());
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (bench.board().snapshot().percent() != 37 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(bench.board().snapshot().percent()).isEqualTo(37);
        onBoth("INSERT INTO percent VALUES (1)");
        assertThat(run.get().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.run(
                                Bench.migration(
                                        "m_progress_fails",
                                        "PROGRESS { SELECT nonsense };\nSTEP s ON ANY NODE { SELECT 1 } ROLLBACK NONE BECAUSE 'reads';"))
                        .ending())
                .isEqualTo(Ending.COMPLETED);
    }

    // ---- FINALIZE

    @Test
    void finalize_runs_later_once_and_sees_the_run_that_completed() throws Exception {
        ValidMigration migration = Bench.migration("m_final", """
                STEP make ON EACH SHARD { CREATE TABLE final_${run.id} (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS final_${run.id} };
                FINALIZE 'nobody needs it' BEGIN
                  STEP drop ON EACH SHARD { DROP TABLE final_${run.id} SYNC } IRREVERSIBLE;
                END;
                """);
        assertThat(bench.finish(migration).sentence())
                .isEqualTo("m_final has not completed, so it cannot be finalized");

        RunResult completed = bench.run(migration);
        assertThat(completed.sentence())
                .isEqualTo("m_final is completed; when nobody needs it: amig finalize m_final.amig");
        Run run = completed.run().orElseThrow();
        assertThat(onEach("EXISTS TABLE final_" + run.id())).containsExactly(1L, 1L);

        RunResult finished = bench.finish(migration);
        assertThat(finished.sentence()).isEqualTo("m_final (FINALIZE) is completed");
        assertThat(onEach("EXISTS TABLE final_" + run.id())).containsExactly(0L, 0L);
        assertThat(bench.finish(migration).sentence()).startsWith("m_final (FINALIZE) was completed by run ");
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED_BEFORE);
    }

    // ---- what cannot be run

    @Test
    void a_copy_that_is_verified_too_late_is_refused_before_anything_begins() {
        ValidMigration migration = Bench.migration("m_too_late", """
                COPY c FROM a TO b ON EACH SHARD;
                VERIFY COPY c;
                FINALIZE 'later' BEGIN
                  VERIFY COPY c;
                END;
                """);
        assertThatThrownBy(() -> bench.run(migration)).hasMessage("""
                m_too_late.amig:5:3: FINALIZE comes too late to verify this copy: the snapshot that it is compared with is gone by then; verify it before FINALIZE
                    VERIFY COPY c;
                    ^""");
        assertThat(bench.journal().latestRun(bench.cluster().name(), "m_too_late"))
                .isEmpty();
    }

    private static CompletableFuture<RunResult> run(ValidMigration migration, StopSignal stop) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.run(migration, stop, question -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
