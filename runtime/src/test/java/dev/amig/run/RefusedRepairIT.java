package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where copying again could lose what somebody else has written, or would prove nothing: that is said, and nothing is done. */
class RefusedRepairIT extends RepairFixture {
    private static RepairResult refused(String table, String clauses, String plant) throws Exception {
        onBoth(
                "CREATE TABLE p.%s (n UInt64, v String) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY n"
                        .formatted(table),
                "INSERT INTO p.%s SELECT number, toString(number) FROM numbers(100)".formatted(table),
                "CREATE TABLE p.%s_new (n UInt64, v String) ENGINE = MergeTree PARTITION BY n %% 2 ORDER BY (v, n)"
                        .formatted(table));
        Run run = spoilt(migration(table, clauses, plant));
        List<String> before = parts("s2r1", table + "_new", "1");
        RepairResult result = bench.repair(run, found -> {
            throw new AssertionError("asked about " + found);
        });
        assertThat(result.ending()).isEqualTo(RepairResult.Ending.REFUSED);
        assertThat(parts("s2r1", table + "_new", "1")).isEqualTo(before);
        assertThat(bench.journal().run(run.id()).orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        return result;
    }

    @Test
    void rows_of_others_are_not_dropped() throws Exception {
        assertThat(refused("others", "", "INSERT INTO p.others_new VALUES (500, 'other'), (502, 'other')")
                        .sentence())
                .isEqualTo(
                        "nothing was repaired: history on s2r1 (%s): p.others_new holds 2 rows that were never in p.others, and only 0 are missing: somebody else has written into it, and those rows would go with a partition that is replaced; move them away, or mend it by hand"
                                .formatted(address()));
        assertThat(refused(
                                "appended",
                                "APPEND",
                                "ALTER TABLE p.appended_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2")
                        .sentence())
                .contains(
                        "history on s2r1 (%s): the copy says APPEND, so p.appended_new may hold rows of others, which would go with a partition that is replaced; mend it by hand, 'amig verify' shows the rows"
                                .formatted(address()));
    }

    @Test
    void what_was_read_live_is_not_copied_again() throws Exception {
        assertThat(refused("live", "READ LIVE", "ALTER TABLE p.live_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2")
                        .sentence())
                .contains(
                        "history on s2r1 (%s): p.live was copied with READ LIVE, so nobody knows which rows it had then; empty p.live_new and copy again"
                                .formatted(address()));
    }

    @Test
    void sums_that_merges_have_made_and_partitions_that_nobody_can_tell_are_left_alone() throws Exception {
        onBoth(
                "CREATE TABLE p.sums (id UInt64, v UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO p.sums SELECT number % 20, number FROM numbers(60)",
                "CREATE TABLE p.sums_new (id UInt64, v UInt64) ENGINE = SummingMergeTree ORDER BY id");
        Run sums = spoilt(migration("sums", "NO SHORTCUT", "OPTIMIZE TABLE p.sums_new FINAL"));
        assertThat(bench.repair(sums, found -> true).sentence())
                .startsWith(
                        "nothing was repaired: history on s2r1 (" + address()
                                + "): SummingMergeTree has merged parts of p.sums_new since, which makes one row of several, so this difference may be none; ");
        onBoth(
                "CREATE TABLE p.keyless (id UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO p.keyless SELECT number FROM numbers(60)",
                "CREATE TABLE p.keyless_new (id UInt64, day Date DEFAULT '2024-01-01') ENGINE = MergeTree PARTITION BY day ORDER BY id");
        Run keyless = spoilt(
                migration("keyless", "", "ALTER TABLE p.keyless_new DELETE WHERE id = 3 SETTINGS mutations_sync = 2"));
        assertThat(bench.repair(keyless, found -> true).sentence())
                .isEqualTo(
                        "nothing was repaired: history on s2r1 (%s): the partition key of p.keyless_new has a column that the copy leaves to its default, so nobody knows which partition a row belongs to; empty the table and copy again"
                                .formatted(address()));
    }

    @Test
    void a_copy_that_nobody_has_compared_is_told_and_a_run_that_waits_goes_on_waiting() throws Exception {
        for (String table : List.of("plain", "checked")) {
            onBoth(
                    "CREATE TABLE p." + table + " (n UInt64) ENGINE = MergeTree ORDER BY n",
                    "INSERT INTO p." + table + " SELECT number FROM numbers(100)",
                    "CREATE TABLE p." + table + "_new (n UInt64) ENGINE = MergeTree ORDER BY (n % 7, n)");
        }
        ValidMigration migration = Bench.migration("m_waiting", """
                COPY first FROM p.plain TO p.plain_new ON SHARD 2 ROLLBACK { TRUNCATE TABLE p.plain_new };
                COPY second FROM p.checked TO p.checked_new ON SHARD 2 ROLLBACK { TRUNCATE TABLE p.checked_new };
                VERIFY COPY second;
                CONFIRM 'Go?';
                VERIFY COPY second WITHOUT CHECKSUM;
                """);
        Run run = bench.run(migration).run().orElseThrow();
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        "nothing differs, so nothing was repaired; first on s2r1 was not looked at: no VERIFY COPY has compared it, so its snapshot went when the copy was done");
        bench.rows("s2r1", "ALTER TABLE p.checked_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2");
        RepairResult result = bench.repair(run, found -> true);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertThat(result.run().status()).isEqualTo(RunStatus.WAITING_FOR_CONFIRMATION);
        assertSame("s2r1", "checked");
    }

    @Test
    void a_run_that_has_begun_to_swap_and_one_that_is_undone_are_told() throws Exception {
        onBoth(
                "CREATE TABLE p.swapped (n UInt64) ENGINE = MergeTree ORDER BY n",
                "INSERT INTO p.swapped SELECT number FROM numbers(100)",
                "CREATE TABLE p.swapped_new (n UInt64) ENGINE = MergeTree ORDER BY (n % 7, n)");
        ValidMigration migration = Bench.migration("m_swapped", """
                COPY history FROM p.swapped TO p.swapped_new ON EACH SHARD ROLLBACK { TRUNCATE TABLE p.swapped_new };
                VERIFY COPY history;
                SWAP cutover TABLES p.swapped AND p.swapped_new ON EACH SHARD;
                CONFIRM 'Done?';
                """);
        Run run = bench.run(migration).run().orElseThrow();
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        "cutover of run %d of m_swapped has begun to swap tables, so what was copied has another name by now; 'amig rollback' swaps them back"
                                .formatted(run.id()));
        assertThat(bench.rollBack(migration).ending()).isEqualTo(RunResult.Ending.ROLLED_BACK);
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        "run %d of m_swapped is Rolled back, so nothing of it is left to repair; to keep a copy that VERIFY COPY finds different, say ON ERROR PAUSE there"
                                .formatted(run.id()));
    }

    @Test
    void another_table_of_the_same_name_and_another_column_are_told() throws Exception {
        onBoth(
                "CREATE TABLE p.named (n UInt64, v String) ENGINE = MergeTree ORDER BY n",
                "INSERT INTO p.named SELECT number, toString(number) FROM numbers(100)",
                "CREATE TABLE p.named_new (n UInt64, v String) ENGINE = MergeTree ORDER BY (n % 10, n)");
        Run run = spoilt(
                migration("named", "", "ALTER TABLE p.named_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2"));
        bench.rows("s2r1", "ALTER TABLE p.named_new MODIFY COLUMN v Nullable(String)");
        String where = "nothing was repaired: history on s2r1 (" + address() + "): ";
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        where
                                + "the column v of p.named_new was of type String when it was copied, and is of type Nullable(String) now; undo that first");
        bench.rows("s2r1", "EXCHANGE TABLES p.named AND p.named_new");
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        where
                                + "p.named_new is not the table any more that VERIFY COPY has compared: it was swapped, or made anew; undo that first");
    }
}
