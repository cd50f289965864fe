package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A COPY that is stopped or taken back: what has arrived stays or goes, and nothing of amig's is left. */
class StoppedCopyIT extends CopiesOnTwoShards {
    private static final RunOptions STAYING =
            new RunOptions(question -> false, false, Optional.empty()).withConcurrentMigrations(1000);
    private static final RunOptions ROLLING_BACK =
            new RunOptions(question -> false, true, Optional.empty()).withConcurrentMigrations(1000);

    private static final String SLOW =
            "CHUNK BY 100 ROWS PARALLEL 1 SETTINGS max_execution_speed = 200, timeout_before_checking_execution_speed = 0, max_block_size = 20 ROLLBACK { TRUNCATE TABLE v.%s_new }";

    private static void slow(String name) throws Exception {
        onBoth(
                "CREATE TABLE v." + name + " (id UInt64) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id",
                "INSERT INTO v." + name + " SELECT number FROM numbers(800)",
                "CREATE TABLE v." + name + "_new (id UInt64) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY -id");
    }

    /** Stops when two chunks have arrived, in the middle of the next. */
    private static RunResult stopped(ValidMigration migration, RunOptions options) throws Exception {
        StopSignal stop = new StopSignal();
        CompletableFuture<RunResult> run = bench.start(migration, stop, options);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (arrived(migration) < 2 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        Thread.sleep(150);
        stop.request("enough");
        return run.get(20, TimeUnit.SECONDS);
    }

    private static int arrived(ValidMigration migration) {
        return bench.journal()
                .latestRun(bench.cluster().name(), migration.migration().name().value())
                .map(run -> totals(run).doneChunks())
                .orElse(0);
    }

    @Test
    void a_copy_that_is_stopped_goes_on_where_it_was() throws Exception {
        slow("halted");
        ValidMigration migration = copying("halted", SLOW.formatted("halted"));
        RunResult result = stopped(migration, STAYING);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.NOT_ROLLED_BACK);
        int done = totals(result.run().orElseThrow()).doneChunks();
        assertThat(done).isBetween(2, 7);
        String began =
                "SELECT chunk, started_at::text, attempt FROM amig.copy_chunk WHERE run = %d AND node = 's1r1' AND state = 'DONE' ORDER BY chunk LIMIT "
                        .formatted(result.run().orElseThrow().id());
        List<List<Object>> before = bench.postgres(began + done);
        assertThat(before).hasSize(done);
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.postgres(began + 8)).hasSize(8).containsAll(before);
        assertRows("SELECT count(), uniqExact(id), sum(id) FROM v.halted_new", "[[800, 800, 319600]]");
        assertOnlyStand("halted", "halted_new");
    }

    @Test
    void half_a_copy_is_rolled_back() throws Exception {
        slow("half");
        RunResult result = stopped(copying("half", SLOW.formatted("half")), ROLLING_BACK);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.ROLLED_BACK);
        assertRows("SELECT count() FROM v.half_new", "[[0]]");
        assertRows("SELECT count(), sum(id) FROM v.half", "[[800, 319600]]");
        assertOnlyStand("half", "half_new");
    }

    @Test
    void a_whole_copy_is_rolled_back_and_can_be_made_again() throws Exception {
        onBoth(
                "CREATE TABLE v.back (id UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.back SELECT number FROM numbers(10)",
                "CREATE TABLE v.back_new (id UInt64) ENGINE = MergeTree ORDER BY -id");
        ValidMigration migration = copying("back", "ROLLBACK { TRUNCATE TABLE v.back_new }");
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
        assertRows("SELECT count(), sum(id) FROM v.back_new", "[[10, 45]]");
        RunResult result = bench.rollBack(migration);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.ROLLED_BACK);
        assertRows("SELECT count() FROM v.back_new", "[[0]]");
        assertRows("SELECT count(), sum(id) FROM v.back", "[[10, 45]]");
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
        assertRows("SELECT count(), sum(id) FROM v.back_new", "[[10, 45]]");
        assertOnlyStand("back", "back_new");
    }

    /** Drops the staging table of the second chunk just before it is looked at. */
    private static final class Dropping extends ForwardingTransport {
        private static final Pattern STAGING = Pattern.compile("FROM (v\\.vanishing_new__amig_chunk_\\d+_0_1_1) ");

        Dropping(Transport transport) {
            super(transport);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            Matcher staging = STAGING.matcher(query.sql());
            if (query.sql().contains("hash_of_all_files") && staging.find()) {
                super.execute(
                        Query.of("DROP TABLE " + staging.group(1) + " SYNC", "drop-" + UUID.randomUUID()),
                        ProgressListener.NONE);
            }
            return super.execute(query, progress);
        }
    }

    @Test
    void a_staging_table_that_somebody_has_dropped_is_told_of_and_filled_again() throws Exception {
        onBoth(
                "CREATE TABLE v.vanishing (id UInt64) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id",
                "INSERT INTO v.vanishing SELECT number FROM numbers(10)",
                "CREATE TABLE v.vanishing_new (id UInt64) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY -id");
        ValidMigration migration = copying("vanishing", "CHUNK BY PARTITION PARALLEL 1");
        bench.connectThrough(Dropping::new);
        RunResult failed = bench.start(migration, new StopSignal(), STAYING).get(20, TimeUnit.SECONDS);
        bench.connectThrough(UnaryOperator.identity());
        assertThat(failed.sentence())
                .containsPattern(
                        "the table v\\.vanishing_new__amig_chunk_\\d+_0_1_1, which amig had filled for chunk 1 \\(partition 1\\), is gone; nothing of it was moved, and 'amig resume' fills another one");
        assertRows("SELECT id FROM v.vanishing_new ORDER BY id", "[[0], [2], [4], [6], [8]]");
        assertThat(bench.run(migration).ending()).isEqualTo(Ending.COMPLETED);
        assertRows("SELECT count(), sum(id) FROM v.vanishing_new", "[[10, 45]]");
        assertOnlyStand("vanishing", "vanishing_new");
    }
}
