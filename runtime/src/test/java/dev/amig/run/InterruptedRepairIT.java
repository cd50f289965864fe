package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A repair that ends in the middle is gone on with, or undone, and a partition is never left in part. */
class InterruptedRepairIT extends RepairFixture {
    /** A repair that ends before a partition's parts are all dropped. */
    private static Run halfRepaired(String table) throws Exception {
        onBoth(
                "CREATE TABLE p.%s (n UInt64, v String) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY n"
                        .formatted(table),
                "INSERT INTO p.%s SELECT number, toString(number) FROM numbers(100)".formatted(table),
                "CREATE TABLE p.%s_new (n UInt64, v String) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY (n %% 7, n)"
                        .formatted(table));
        Run run = spoilt(migration(
                table,
                "",
                "ALTER TABLE p.%s_new UPDATE v = '' WHERE n = 3 SETTINGS mutations_sync = 2".formatted(table)));
        bench.connectThrough(real -> new Refusing(real, " DROP PART "));
        RepairResult result = bench.repair(run, found -> true);
        bench.connectThrough(UnaryOperator.identity());
        assertThat(result.ending()).isEqualTo(RepairResult.Ending.UNFINISHED);
        assertThat(result.sentence())
                .matches("the repair is not ended: history on s2r1 \\(" + address()
                        + "\\): part 1_\\S+ of p\\." + table
                        + "_new could not be dropped: error 497 ACCESS_DENIED: not today \\(query amig-"
                        + run.id() + "-history-s2r1-3004-1\\); 'amig repair m_" + table + "' goes on with it");
        return run;
    }

    @Test
    void a_repair_that_was_not_ended_is_ended_by_whoever_goes_on_with_the_run() throws Exception {
        Run run = halfRepaired("half");
        RepairResult again = bench.repair(run, found -> {
            throw new AssertionError("asked twice");
        });
        assertThat(again.ending()).as(again.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertSame("half");
        assertThat(bench.rows("s2r1", "SELECT n FROM merge('p', '^half_new__amig_aside_')")
                        .toString())
                .as("put aside once")
                .isEqualTo("[[3]]");
    }

    @Test
    void a_repair_that_is_stopped_leaves_the_run_as_it_is_and_can_be_gone_on_with() throws Exception {
        onBoth(
                "CREATE TABLE p.held (n UInt64) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY n",
                "INSERT INTO p.held SELECT number FROM numbers(100)",
                "CREATE TABLE p.held_new (n UInt64) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY (n % 7, n)");
        ValidMigration migration =
                migration("held", "", "ALTER TABLE p.held_new DELETE WHERE n < 4 SETTINGS mutations_sync = 2");
        Run run = spoilt(migration);
        StopSignal stop = new StopSignal();
        bench.connectThrough(real -> new Stopped(real, " DROP PART ", stop));
        RepairResult result = bench.repair(run, stop, found -> true);
        bench.connectThrough(UnaryOperator.identity());
        assertThat(result.ending()).isEqualTo(RepairResult.Ending.UNFINISHED);
        assertThat(result.sentence())
                .isEqualTo("the repair is not ended: history on s2r1 (" + address()
                        + "): stopped; 'amig repair m_held' goes on with it");
        assertThat(result.run().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_held is completed");
        assertThat(bench.told).contains("going on with a repair that was agreed to and not ended");
        assertSame("held");
        assertNothingOwnedIsLeft(run);
    }

    /** Somebody presses Ctrl-C when the server has just done a statement. */
    private static final class Stopped extends ForwardingTransport {
        private final String sql;
        private final StopSignal stop;

        private Stopped(Transport real, String sql, StopSignal stop) {
            super(real);
            this.sql = sql;
            this.stop = stop;
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            Result result = real.execute(query, progress);
            if (query.sql().contains(sql)) {
                stop.request("interrupted");
            }
            return result;
        }
    }

    @Test
    void a_rollback_takes_back_what_a_repair_has_left() throws Exception {
        Run run = halfRepaired("back");
        RunResult back = bench.rollBack(
                migration("back", "", "ALTER TABLE p.back_new UPDATE v = '' WHERE n = 3 SETTINGS mutations_sync = 2"));
        assertThat(back.ending()).as(back.sentence()).isEqualTo(RunResult.Ending.ROLLED_BACK);
        assertThat(bench.ask("s2r1", "SELECT count() FROM p.back_new")).hasToString("0");
        assertNothingOwnedIsLeft(run);
    }

    /** A server that does not let statements of one kind happen. */
    private static final class Refusing extends ForwardingTransport {
        private final String sql;

        private Refusing(Transport real, String sql) {
            super(real);
            this.sql = sql;
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (query.sql().contains(sql)) {
                throw new QueryException(
                        QueryException.Kind.SERVER,
                        new Node(2, 1, "refusing", 0),
                        query.queryId(),
                        497,
                        "ACCESS_DENIED",
                        "not today",
                        null);
            }
            return real.execute(query, progress);
        }
    }
}
