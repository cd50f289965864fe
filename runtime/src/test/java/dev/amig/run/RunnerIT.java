package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.embedded.EmbeddedNode;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Source;
import dev.amig.run.RunResult.Ending;
import dev.amig.sample.SampleEvents;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whole runs over gRPC on two real shards with a real journal. */
class RunnerIT extends TwoShards {
    private static ValidMigration fromProject(String name) throws Exception {
        Path file = Bench.ROOT.resolve("migrations.d").resolve(name + ".amig");
        return Bench.valid(new Source("migrations.d/" + name + ".amig", Files.readString(file)));
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }

    private static Object tables(String node, String like) throws Exception {
        return bench.ask(
                node, "SELECT count() FROM system.tables WHERE database = 'default' AND name LIKE '" + like + "'");
    }

    @Test
    void the_projects_migrations_run_on_sample_events_and_a_second_time_do_nothing() throws Exception {
        assertThat(bench.run(fromProject("0001_create_events")).sentence())
                .isEqualTo("0001_create_events is completed");
        SampleEvents sample = new SampleEvents("posthog.sharded_events", 20_000, 42);
        for (int shard = 1; shard <= 2; shard++) {
            bench.rows("s" + shard + "r1", sample.insertFor(shard, 2));
        }
        assertThat(bench.ask("s1r1", "SELECT count() FROM posthog.events")).isEqualTo(big(20_000));

        RunResult second = bench.run(fromProject("0002_add_materialized_columns"));

        assertThat(second.sentence()).isEqualTo("0002_add_materialized_columns is completed");
        Run run = second.run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress()).isEqualTo(100);
        assertThat(bench.ask("s2r1", "SELECT uniqExact(`$session_id`) > 100 FROM posthog.events"))
                .isEqualTo(1L);
        assertThat(bench.journal().attempts(run.id()))
                .allMatch(AttemptRecord::isApplied)
                .extracting(record -> record.queryId().toString())
                .contains(
                        "amig-" + run.id() + "-add_columns-s1r1-0-1",
                        "amig-" + run.id() + "-add_columns-s2r1-0-1",
                        "amig-" + run.id() + "-fill_old_rows-s2r1-1-1");

        RunResult third = bench.run(fromProject("0002_add_materialized_columns"));
        assertThat(third.ending()).isEqualTo(Ending.COMPLETED_BEFORE);
        assertThat(third.sentence())
                .isEqualTo("0002_add_materialized_columns was completed by run " + run.id() + " at "
                        + run.finishedAt().orElseThrow() + "; nothing to do");
        assertThat(bench.told).isEmpty();
    }

    @Test
    void every_statement_is_found_in_the_servers_log_by_its_id_and_comment() throws Exception {
        RunResult result = bench.run(
                Bench.migration("m_logged", "STEP one ON EACH SHARD { SELECT 1 } ROLLBACK NONE BECAUSE 'reads';"));
        long run = result.run().orElseThrow().id();
        bench.rows("s1r1", "SYSTEM FLUSH LOGS");
        assertThat(bench.rows(
                        "s1r1",
                        "SELECT query, JSONExtractString(log_comment, 'journal'), JSONExtractInt(log_comment, 'run') FROM system.query_log "
                                + "WHERE query_id = 'amig-" + run + "-one-s1r1-0-1' AND type = 'QueryFinish'"))
                .containsExactly(List.of("SELECT 1", bench.journal().id(), run));
    }

    @Test
    void a_failed_step_rolls_back_what_started_in_reverse_on_the_nodes_where_it_started() throws Exception {
        ValidMigration migration = Bench.migration("m_fails", """
                STEP first ON EACH SHARD { CREATE TABLE fails_a (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS fails_a SYNC };
                STEP second ON SHARD 2 { CREATE TABLE fails_b (n UInt8) ENGINE = Memory; INSERT INTO fails_b VALUES (1) }
                  ROLLBACK { DROP TABLE IF EXISTS fails_b SYNC };
                STEP third ON EACH SHARD { SELECT throwIf(getMacro('shard') = '2', 'no luck') } ROLLBACK { SELECT 'third back' };
                STEP never ON EACH SHARD { CREATE TABLE fails_c (n UInt8) ENGINE = Memory } ROLLBACK { SELECT 'never back' };
                """);

        RunResult result = bench.run(migration);

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.sentence())
                .startsWith("m_fails was rolled back: third: ")
                .contains("s2r1 (127.0.0.1:")
                .contains("failed: error 395 FUNCTION_THROW_IF_VALUE_IS_NON_ZERO: no luck")
                .contains("-third-s2r1-0-1, m_fails.amig:5:");
        Run run = result.run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.ROLLED_BACK);
        assertThat(run.error().orElseThrow()).contains("no luck");
        assertThat(tables("s1r1", "fails%")).isEqualTo(big(0));
        assertThat(tables("s2r1", "fails%")).isEqualTo(big(0));
        assertThat(bench.journal().attempts(run.id()).stream()
                        .map(record -> record.queryId().toString())
                        .filter(id -> id.contains("-r0-"))
                        .map(id -> id.replaceFirst("amig-\\d+-", ""))
                        .map(id -> id.substring(0, id.indexOf('-'))))
                .containsExactly("third", "third", "second", "first", "first");
        assertThat(bench.told).noneMatch(text -> text.contains("never"));
    }

    @Test
    void a_rolled_back_migration_can_be_run_again() throws Exception {
        String body =
                "STEP one ON EACH SHARD { CREATE TABLE again (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS again SYNC };\n";
        bench.run(Bench.migration("m_again", body + "VERIFY no ON ANY NODE { SELECT 0 } EXPECT TRUE;"));
        RunResult second = bench.run(Bench.migration("m_again", body));
        assertThat(second.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(tables("s1r1", "again")).isEqualTo(big(1));
    }

    @Test
    void a_mismatch_shows_the_rows_of_the_second_query() throws Exception {
        ValidMigration migration = Bench.migration("m_mismatch", """
                VERIFY none ON SHARD 1 { SELECT number FROM numbers(3) } EXPECT NO ROWS
                ON MISMATCH { SELECT number, number * 2 FROM numbers(2) };
                """);
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.run().orElseThrow().error().orElseThrow())
                .contains(
                        "failed: expected no rows, got 3 rows, the first: (0); ON MISMATCH gave 2 rows\n    (0, 0)\n    (1, 2)");
    }

    @Test
    void a_warning_is_told_and_the_run_goes_on() throws Exception {
        RunResult result =
                bench.run(Bench.migration("m_warn", "VERIFY odd ON SHARD 1 { SELECT 1 } EXPECT = 2 WARN ONLY;"));
        assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.told).anyMatch(text -> text.endsWith(": warning: expected = 2, got 1"));
    }

    @Test
    void a_confirmation_waits_for_a_person_and_goes_on_from_there() throws Exception {
        ValidMigration migration = Bench.migration("m_confirm", """
                STEP one ON EACH SHARD { CREATE TABLE confirm_a (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS confirm_a };
                CONFIRM 'Really?';
                STEP two ON EACH SHARD { CREATE TABLE confirm_b (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS confirm_b };
                """);
        RunResult waiting = bench.run(migration);
        assertThat(waiting.ending()).isEqualTo(Ending.WAITING_FOR_CONFIRMATION);
        assertThat(waiting.sentence()).isEqualTo("m_confirm waits for confirmation: Really?");
        assertThat(waiting.run().orElseThrow().status()).isEqualTo(RunStatus.WAITING_FOR_CONFIRMATION);
        assertThat(tables("s1r1", "confirm%")).isEqualTo(big(1));

        RunResult confirmed = bench.run(migration, new StopSignal(), question -> question.equals("Really?"));
        assertThat(confirmed.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(confirmed.run().orElseThrow().id())
                .isEqualTo(waiting.run().orElseThrow().id());
        assertThat(tables("s2r1", "confirm%")).isEqualTo(big(2));
        assertThat(bench.journal().attempts(confirmed.run().orElseThrow().id())).hasSize(4);
    }

    @Test
    void after_a_confirmation_a_failure_pauses_instead_of_going_back() throws Exception {
        RunResult result = bench.run(
                Bench.migration(
                        "m_pause",
                        "CONFIRM 'Go?';\nSTEP broken ON ANY NODE { SELECT throwIf(1) } ROLLBACK { SELECT 1 };"),
                new StopSignal(),
                question -> true);
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(result.sentence()).endsWith("; nothing was rolled back: ON ERROR PAUSE");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
    }

    @Test
    void a_stop_kills_what_runs_on_every_node_and_rolls_back() throws Exception {
        ValidMigration migration = Bench.migration("m_stop", """
                STEP make ON EACH SHARD { CREATE TABLE stop_t (n UInt64) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS stop_t SYNC };
                STEP fill ON EACH SHARD { INSERT INTO stop_t SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1 } ROLLBACK { TRUNCATE TABLE IF EXISTS stop_t };
                """);
        StopSignal stop = new StopSignal();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.run(migration, stop, question -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        String mine = "SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%-fill-%'";
        for (int i = 0;
                i < 100
                        && !(bench.ask("s1r1", mine).equals(big(1))
                                && bench.ask("s2r1", mine).equals(big(1)));
                i++) {
            Thread.sleep(50);
        }
        assertThat(bench.ask("s2r1", mine)).isEqualTo(big(1));
        stop.request("Ctrl-C");
        RunResult result = running.get(20, TimeUnit.SECONDS);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.sentence()).isEqualTo("m_stop was rolled back: stopped: Ctrl-C");
        for (String node : List.of("s1r1", "s2r1")) {
            assertThat(
                            bench.ask(
                                    node,
                                    "SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%' AND query_id NOT LIKE '%kill%'"))
                    .isEqualTo(big(0));
            assertThat(tables(node, "stop_t")).isEqualTo(big(0));
        }
        assertThat(bench.journal().attempts(result.run().orElseThrow().id()))
                .filteredOn(record -> record.queryId().action().equals("fill"))
                .filteredOn(record -> record.queryId().toString().contains("-0-1")
                        && !record.queryId().toString().contains("-r0-"))
                .extracting(record -> record.outcome().orElseThrow().getClass().getSimpleName())
                .containsExactly("Cancelled", "Cancelled");
    }

    @Test
    void a_migration_that_is_not_needed_is_not_required_and_not_completed() throws Exception {
        RunResult result = bench.run(Bench.migration(
                "m_not_required",
                "REQUIRED WHEN ON EACH SHARD { SELECT 0 };\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };"));
        assertThat(result.ending()).isEqualTo(Ending.NOT_REQUIRED);
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.NOT_REQUIRED);
        assertThat(bench.journal().attempts(result.run().orElseThrow().id())).isEmpty();
    }

    @Test
    void what_does_not_fit_is_refused_before_anything_is_done() throws Exception {
        RunResult version = bench.run(
                Bench.valid(
                        new Source(
                                "m_old.amig",
                                "MIGRATION m_old REQUIRES clickhouse '>=99.1';\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };")));
        assertThat(version.ending()).isEqualTo(Ending.REFUSED);
        assertThat(version.sentence())
                .matches(
                        "m_old was not started: the migration needs clickhouse >=99.1, s1r1 \\(127.0.0.1:\\d+\\) runs 26\\.7\\.[\\d.]+; s2r1 \\(127.0.0.1:\\d+\\) runs 26\\.7\\.[\\d.]+; nothing was changed");

        RunResult dependency = bench.run(Bench.valid(new Source(
                "m_late.amig",
                "MIGRATION m_late DEPENDS ON m_early;\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };")));
        assertThat(dependency.sentence())
                .isEqualTo("m_late was not started: it depends on m_early, which is: Not started; nothing was changed");

        RunResult application = bench.run(
                Bench.valid(
                        new Source(
                                "m_app.amig",
                                "MIGRATION m_app APPLICATION VERSION '>=2.0.0';\nSTEP one ON ANY NODE { SELECT 1 } ROLLBACK { SELECT 1 };")));
        assertThat(application.sentence())
                .isEqualTo(
                        "m_app was not started: the migration is for application version >=2.0.0, this is 1.31.0; nothing was changed");
        assertThat(application.run().orElseThrow().status()).isEqualTo(RunStatus.FAILED_AT_STARTUP);
    }

    @Test
    void a_lost_answer_is_looked_up_and_the_statement_is_not_sent_twice() throws Exception {
        bench.rows("s1r1", "CREATE TABLE once (n UInt64) ENGINE = MergeTree ORDER BY n");
        ValidMigration migration = Bench.migration(
                "m_lost",
                "STEP fill ON SHARD 1 TIMEOUT 1 SECOND { INSERT INTO once SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1, max_execution_time = 0 } ROLLBACK { TRUNCATE TABLE once };");
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        List<AttemptRecord> attempts =
                bench.journal().attempts(result.run().orElseThrow().id());
        assertThat(attempts)
                .filteredOn(record -> record.attempt().sql().startsWith("INSERT"))
                .hasSize(1);
        assertThat(attempts.get(0).outcome().orElseThrow()).isNotInstanceOf(Outcome.Applied.class);
    }

    @Test
    void a_node_that_dies_in_the_middle_leaves_an_honest_unknown() throws Exception {
        ValidMigration migration = Bench.migration(
                "m_dies",
                "STEP slow ON SHARD 2 { INSERT INTO FUNCTION null('n UInt8') SELECT sleepEachRow(0.1) FROM numbers(300) SETTINGS max_block_size = 1 } ROLLBACK { SELECT 1 };");
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.run(migration);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        String mine = "SELECT count() FROM system.processes WHERE query_id LIKE 'amig-%-slow-%'";
        for (int i = 0; i < 100 && !bench.ask("s2r1", mine).equals(big(1)); i++) {
            Thread.sleep(50);
        }
        EmbeddedNode server = bench.server("s2r1");
        bench.servers().kill(server);
        Thread.sleep(Duration.ofSeconds(1).toMillis());
        bench.servers().restart(server);
        RunResult result = running.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(result.sentence())
                .contains("neither system.processes nor system.query_log of s2r1")
                .endsWith(
                        "; nothing was rolled back: nobody knows how a statement ended; 'amig resolve' takes what you find out");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(bench.journal().attempts(result.run().orElseThrow().id()))
                .extracting(record -> record.outcome().orElseThrow().getClass().getSimpleName())
                .containsExactly("Unknown");
    }
}
