package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Source;
import dev.amig.run.RunResult.Ending;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ON POSTGRES} on a real PostgreSQL, between steps on real ClickHouse. */
class PostgresStepsIT extends TwoShards {
    @BeforeAll
    static void start() throws Exception {
        bench.postgres("CREATE TABLE teams (id int PRIMARY KEY, frozen boolean NOT NULL DEFAULT false)");
        bench.postgres("INSERT INTO teams (id) VALUES (1), (2)");
    }

    @AfterEach
    void connectAsUsual() {
        bench.connectThrough(UnaryOperator.identity());
    }

    private static Object one(String sql) throws Exception {
        return bench.postgres(sql).get(0).get(0);
    }

    private static String error(RunResult result) {
        return result.run().flatMap(Run::error).orElse("");
    }

    @Test
    void a_step_is_one_transaction_and_its_rollback_another() throws Exception {
        ValidMigration migration = Bench.migration("m_pg", """
                STEP freeze ON POSTGRES app { UPDATE teams SET frozen = true; CREATE TABLE frozen_teams AS SELECT id FROM teams }
                ROLLBACK { DROP TABLE IF EXISTS frozen_teams; UPDATE teams SET frozen = false };
                VERIFY all_frozen ON POSTGRES app { SELECT count(*) FROM teams WHERE NOT frozen } EXPECT = 0;
                STEP clickhouse ON EACH SHARD { SELECT 1 } ROLLBACK NONE BECAUSE 'reads';
                VERIFY fails ON ANY NODE { SELECT 0 } EXPECT TRUE;
                """);
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        long run = result.run().orElseThrow().id();
        assertThat(bench.journal().attempts(run))
                .filteredOn(it -> it.queryId().node().equals("postgres_app"))
                .allMatch(AttemptRecord::isApplied)
                .extracting(it -> it.queryId().toString())
                .containsExactly(
                        "amig-" + run + "-freeze-postgres_app-0-1",
                        "amig-" + run + "-all_frozen-postgres_app-0-1",
                        "amig-" + run + "-freeze-postgres_app-r0-1");
        assertThat(one("SELECT count(*) FROM teams WHERE frozen")).isEqualTo(0L);
        assertThat(one("SELECT to_regclass('frozen_teams') IS NULL")).isEqualTo(true);
        assertThat(bench.postgres(
                        "SELECT query_id FROM amig_steps.done WHERE query_id LIKE 'amig-" + run + "-%' ORDER BY 1"))
                .as("what only read is not written down")
                .containsExactly(
                        List.of("amig-" + run + "-freeze-postgres_app-0-1"),
                        List.of("amig-" + run + "-freeze-postgres_app-r0-1"));
    }

    @Test
    void a_statement_that_fails_leaves_nothing_of_the_others_and_is_told_with_postgres_own_words() throws Exception {
        RunResult result = bench.run(Bench.migration("m_pg_fails", """
                STEP half ON POSTGRES app { INSERT INTO teams (id) VALUES (3); INSERT INTO teams (id) VALUES (1) }
                ROLLBACK { DELETE FROM teams WHERE id = 3 };
                """));
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result))
                .contains("half: 0 of 1 nodes done; postgres_app failed: ")
                .contains("duplicate key value violates unique constraint \"teams_pkey\"");
        assertThat(one("SELECT count(*) FROM teams")).isEqualTo(2L);
    }

    @Test
    void an_answer_that_is_lost_after_the_commit_is_found_and_the_step_does_not_run_twice() throws Exception {
        bench.postgres("CREATE TABLE counted (n int)");
        AtomicInteger lost = new AtomicInteger();
        bench.connectThrough(real -> new LosingTransport(real, "counted VALUES", lost, true));
        RunResult result = bench.run(Bench.migration(
                "m_pg_lost",
                "STEP s ON POSTGRES app { INSERT INTO counted VALUES (1) } ROLLBACK NONE BECAUSE 'test';"));
        assertThat(lost).hasValue(1);
        assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(one("SELECT count(*) FROM counted")).isEqualTo(1L);
        assertThat(bench.told).anyMatch(it -> it.endsWith("looked up: the server has done it"));
    }

    @Test
    void a_connection_that_is_lost_before_the_commit_is_known_to_have_done_nothing() throws Exception {
        bench.postgres("CREATE TABLE never_counted (n int)");
        AtomicInteger lost = new AtomicInteger();
        bench.connectThrough(real -> new LosingTransport(real, "never_counted VALUES", lost, false));
        RunResult result = bench.run(Bench.migration(
                "m_pg_lost_before",
                "STEP s ON POSTGRES app { INSERT INTO never_counted VALUES (1) } ROLLBACK NONE BECAUSE 'test';"));
        assertThat(lost).hasValue(1);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(error(result)).contains("the transaction was not committed; nothing of it is left");
        assertThat(one("SELECT count(*) FROM never_counted")).isEqualTo(0L);
    }

    @Test
    void a_stop_cancels_the_transaction_that_runs() throws Exception {
        StopSignal stop = new StopSignal();
        ValidMigration migration = Bench.migration(
                "m_pg_stop",
                "STEP long ON POSTGRES app { CREATE TABLE stopped (n int); SELECT pg_sleep(60) } ROLLBACK { DROP TABLE IF EXISTS stopped };");
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.run(migration, stop, question -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!one("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%-long-postgres_app-0-1' AND state = 'active'")
                .equals(1L)) {
            Thread.sleep(50);
        }
        stop.request("enough");
        assertThat(run.get().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(one("SELECT to_regclass('stopped') IS NULL")).isEqualTo(true);
        assertThat(one("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%-long-postgres_app-%'"))
                .isEqualTo(0L);
    }

    @Test
    void rows_of_clickhouse_become_statements_on_postgres() throws Exception {
        bench.postgres("CREATE TABLE from_rows (n int, s text)");
        RunResult result = bench.run(Bench.migration("m_pg_rows", """
                STEP fill ON POSTGRES app FOR EACH ROW (n, s) IN ON ANY NODE { SELECT number, 'it''s ' || toString(number) FROM numbers(3) }
                { INSERT INTO from_rows VALUES (${row.n}, ${literal(row.s)}) }
                ROLLBACK { DELETE FROM from_rows };
                """));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(one("SELECT string_agg(n || s, ',' ORDER BY n) FROM from_rows"))
                .isEqualTo("0it's 0,1it's 1,2it's 2");
    }

    @Test
    void a_version_of_postgres_that_does_not_fit_refuses_the_start() throws Exception {
        ValidMigration migration = Bench.valid(
                new Source(
                        "m_pg_version.amig",
                        "MIGRATION m_pg_version REQUIRES postgres '>=12 <13';\nSTEP s ON POSTGRES app { SELECT 1 } ROLLBACK NONE BECAUSE 'reads';"));
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.REFUSED);
        assertThat(result.sentence())
                .startsWith("m_pg_version was not started: the migration needs postgres >=12 <13, postgres_app runs 1");
    }
}
