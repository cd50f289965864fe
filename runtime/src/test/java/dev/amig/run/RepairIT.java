package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyDamage;
import dev.amig.insight.Why;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What VERIFY COPY finds different is copied again, that alone, and nothing that somebody else has written is lost by it. */
class RepairIT {
    private static final List<String> NODES = List.of("s1r1", "s2r1");

    private static final String COPY_AND_VERIFY = """
            COPY history FROM p.%1$s TO p.%1$s_new ON EACH SHARD %2$s ROLLBACK { TRUNCATE TABLE p.%1$s_new };
            STEP plant ON SHARD 2 { %3$s } ROLLBACK NONE BECAUSE 'the table is emptied';
            VERIFY COPY history BY PARTITION ON ERROR PAUSE;
            """;

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start(home.resolve("journal"));
        onBoth("CREATE DATABASE p ENGINE = Atomic");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static void onBoth(String... statements) throws Exception {
        for (String node : NODES) {
            for (String sql : statements) {
                bench.rows(node, sql);
            }
        }
    }

    /** Copies, spoils the copy on the second shard, and finds that. */
    private static Run spoilt(ValidMigration migration) throws Exception {
        RunResult result = bench.run(migration);
        Run run = result.run().orElseThrow();
        assertThat(run.status()).as(result.sentence()).isEqualTo(RunStatus.PAUSED);
        return run;
    }

    private static ValidMigration migration(String table, String clauses, String plant) {
        return Bench.migration("m_" + table, COPY_AND_VERIFY.formatted(table, clauses, plant));
    }

    /** The parts of a table as they are on the disk, with the time when each was written. */
    private static List<String> parts(String node, String table, String where) throws Exception {
        return bench
                .rows(
                        node,
                        "SELECT name || ' ' || toString(modification_time) FROM system.parts WHERE database = 'p' AND table = '"
                                + table + "' AND active AND rows > 0 AND " + where + " ORDER BY name")
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    private static void assertSame(String table) throws Exception {
        for (String node : NODES) {
            assertSame(node, table);
        }
    }

    private static void assertSame(String node, String table) throws Exception {
        for (String query : List.of(
                "SELECT * FROM p.%1$s EXCEPT ALL SELECT * FROM p.%1$s_new",
                "SELECT * FROM p.%1$s_new EXCEPT ALL SELECT * FROM p.%1$s")) {
            assertThat(bench.rows(node, query.formatted(table)))
                    .as("%s on %s", query, node)
                    .isEmpty();
        }
    }

    private static void assertNothingOwnedIsLeft(Run run) throws Exception {
        assertThat(bench.journal().copies().owned(run.id()))
                .extracting(OwnedTable::name)
                .isEmpty();
        for (String node : NODES) {
            assertThat(bench.rows(
                            node,
                            "SELECT name FROM system.tables WHERE match(name, '__amig_(snapshot|chunk)_" + run.id()
                                    + "_')"))
                    .isEmpty();
        }
    }

    private static List<String> sentences(RepairResult result) {
        return result.found().stream()
                .flatMap(it -> it.partitions().stream().map(partition -> it.node() + " " + partition.sentence()))
                .toList();
    }

    // ---- what is mended

    @Test
    void every_kind_of_difference_is_mended_and_no_other_partition_is_touched() throws Exception {
        onBoth(
                "CREATE TABLE p.kinds (n UInt64, part UInt8, v Nullable(String)) ENGINE = MergeTree PARTITION BY part ORDER BY n",
                "INSERT INTO p.kinds SELECT number, number % 6, if(number % 7 = 0, NULL, toString(number)) FROM numbers(6000)",
                "CREATE TABLE p.kinds_new (n UInt64, part UInt8, v Nullable(String), twice UInt64 MATERIALIZED n * 2) ENGINE = MergeTree PARTITION BY part ORDER BY (n % 10, n)");
        ValidMigration migration = migration("kinds", "", """
                ALTER TABLE p.kinds_new UPDATE v = 'changed' WHERE n = 6 SETTINGS mutations_sync = 2;
                ALTER TABLE p.kinds_new DELETE WHERE n = 7 SETTINGS mutations_sync = 2;
                INSERT INTO p.kinds_new SELECT * FROM p.kinds WHERE n = 8;
                ALTER TABLE p.kinds_new DELETE WHERE n = 9 SETTINGS mutations_sync = 2;
                INSERT INTO p.kinds_new VALUES (9, 4, '9')""");
        Run run = spoilt(migration);
        onBoth("INSERT INTO p.kinds VALUES (7000, 5, 'written after the snapshot')");
        List<String> first = parts("s1r1", "kinds_new", "1");
        List<String> untouched = parts("s2r1", "kinds_new", "partition_id = '5'");
        List<String> damaged = parts("s2r1", "kinds_new", "partition_id != '5'");

        assertThat(new Why(bench.journal(), Optional.empty()).explain(run).run().next())
                .containsExactly("amig repair m_kinds", "amig resume m_kinds", "amig rollback m_kinds.amig");

        List<CopyDamage> shown = new ArrayList<>();
        RepairResult result = bench.repair(run, found -> shown.addAll(found));
        assertThat(result.sentence())
                .isEqualTo("5 partitions were copied again and are the same now; run " + run.id()
                        + " of m_kinds is Paused: 'amig resume m_kinds' goes on with it");
        assertThat(result.ending()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertThat(result.found()).isEqualTo(shown);
        assertThat(sentences(result))
                .containsExactly(
                        "s2r1 partition 0: 1,000 rows in the source, 1,000 in the destination, 1 missing, 1 only in the destination",
                        "s2r1 partition 1: 1,000 rows in the source, 999 in the destination, 1 missing",
                        "s2r1 partition 2: 1,000 rows in the source, 1,001 in the destination, 1 too often",
                        "s2r1 partition 3: 1,000 rows in the source, 999 in the destination, 1 missing",
                        "s2r1 partition 4: 1,000 rows in the source, 1,001 in the destination, 1 only in the destination");
        assertThat(parts("s1r1", "kinds_new", "1")).isEqualTo(first);
        assertThat(parts("s2r1", "kinds_new", "partition_id = '5'")).isEqualTo(untouched);
        assertThat(parts("s2r1", "kinds_new", "partition_id != '5'")).doesNotContainAnyElementsOf(damaged);

        onBoth("ALTER TABLE p.kinds DELETE WHERE n = 7000 SETTINGS mutations_sync = 2");
        assertSame("kinds");
        assertThat(bench.ask("s2r1", "SELECT sum(twice) = sum(n) * 2 FROM p.kinds_new"))
                .hasToString("1");
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_kinds is completed");
        assertNothingOwnedIsLeft(run);
    }

    /** Whose they are, nobody can know: they are neither in the way nor lost. */
    @Test
    void rows_that_only_the_destination_had_are_kept_in_a_table_of_their_own() throws Exception {
        onBoth(
                "CREATE TABLE p.kept (n UInt64, v String) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY n",
                "INSERT INTO p.kept SELECT number, toString(number) FROM numbers(100)",
                "CREATE TABLE p.kept_new (n UInt64, v String, extra String DEFAULT 'x') ENGINE = MergeTree PARTITION BY n % 2 ORDER BY (n % 10, n)");
        Run run = spoilt(
                migration(
                        "kept",
                        "",
                        "ALTER TABLE p.kept_new UPDATE v = 'changed', extra = 'y' WHERE n IN (2, 4) SETTINGS mutations_sync = 2; ALTER TABLE p.kept_new DELETE WHERE n = 6 SETTINGS mutations_sync = 2"));
        // Somebody else writes while the question is on the screen.
        RepairResult result = bench.repair(run, found -> {
            bench.runAs("s2r1", "somebody-else", "INSERT INTO p.kept_new VALUES (1000, 'somebody else''s', 'z')");
            return true;
        });
        assertThat(result.ending()).as(result.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        String aside = "p.kept_new__amig_aside_%d_0_1".formatted(run.id());
        assertThat(bench.told).contains("3 rows that only partition 0 of p.kept_new had are kept in " + aside);
        assertThat(bench.rows("s2r1", "SELECT n, v, extra FROM " + aside + " ORDER BY n")
                        .toString())
                .isEqualTo("[[2, changed, y], [4, changed, y], [1000, somebody else's, z]]");
        assertThat(bench.rows("s2r1", "SELECT n, v FROM p.kept EXCEPT ALL SELECT n, v FROM p.kept_new"))
                .isEmpty();
        assertThat(bench.resume(migration("kept", "", "SELECT 1")).sentence()).contains("the plan differs");
        assertThat(bench.journal().copies().owned(run.id()))
                .extracting(it -> it.purpose())
                .containsExactly(OwnedTable.Purpose.SNAPSHOT);
    }

    @Test
    void a_partition_is_gathered_from_those_of_the_source_that_its_rows_are_in_and_from_no_other() throws Exception {
        onBoth(
                "CREATE TABLE p.keys (n UInt64, v String) ENGINE = MergeTree PARTITION BY intDiv(n, 100) ORDER BY n SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1",
                "INSERT INTO p.keys SELECT number, toString(number) FROM numbers(250, 200)",
                "INSERT INTO p.keys SELECT number, toString(number) FROM numbers(250, 200)",
                "CREATE TABLE p.keys_new (n UInt64, v String) ENGINE = MergeTree PARTITION BY intDiv(n, 150) ORDER BY (v, n)");
        ValidMigration migration = migration(
                "keys",
                "WHERE { n != 320 -- a comment\n} CHUNK BY 75 ROWS PARALLEL 2",
                "ALTER TABLE p.keys_new DELETE WHERE n = 310 SETTINGS mutations_sync = 2");
        Run run = spoilt(migration);
        List<String> untouched = parts("s2r1", "keys_new", "partition_id != '2'");
        RepairResult result = bench.repair(run, found -> true);
        assertThat(sentences(result))
                .as(result.sentence())
                .containsExactly("s2r1 partition 2: 298 rows in the source, 296 in the destination, 2 missing");
        CopyDamage.PartitionDamage partition =
                result.found().get(1).partitions().get(0);
        assertThat(partition.sourcePartitions()).containsExactly("3", "4");
        assertThat(parts("s2r1", "keys_new", "partition_id != '2'")).isEqualTo(untouched);
        bench.rows("s2r1", "SYSTEM FLUSH LOGS");
        assertThat(bench.rows(
                                "s2r1",
                                "SELECT read_rows, written_rows FROM system.query_log WHERE type = 'QueryFinish' AND query_id LIKE 'amig-"
                                        + run.id()
                                        + "-history-%' AND query LIKE 'INSERT INTO%' AND query LIKE '%__amig_partition%'")
                        .toString())
                .as("of 400 rows")
                .isEqualTo("[[300, 298]]");
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_keys is completed");
        assertNothingOwnedIsLeft(run);
    }

    @Test
    void a_table_without_partitions_is_copied_again_as_a_whole_and_linked_parts_are_linked_again() throws Exception {
        for (String table : List.of("whole", "linked")) {
            String order = table.equals("whole") ? "(v, n)" : "n";
            onBoth(
                    "CREATE TABLE p." + table + " (n UInt64, v String) ENGINE = MergeTree ORDER BY n",
                    "INSERT INTO p." + table + " SELECT number, toString(number) FROM numbers(500)",
                    "CREATE TABLE p." + table + "_new (n UInt64, v String) ENGINE = MergeTree ORDER BY " + order);
            ValidMigration migration =
                    migration(table, "", "INSERT INTO p.%1$s_new SELECT * FROM p.%1$s WHERE n < 3".formatted(table));
            Run run = spoilt(migration);
            RepairResult result = bench.repair(run, found -> true);
            assertThat(sentences(result))
                    .as(result.sentence())
                    .containsExactly("s2r1 partition all: 500 rows in the source, 503 in the destination, 3 too often");
            assertSame(table);
            assertThat(bench.resume(migration).sentence()).isEqualTo("m_" + table + " is completed");
            assertNothingOwnedIsLeft(run);
        }
    }

    @Test
    void what_merges_have_replaced_is_no_damage_and_is_replaced_again_after_a_repair() throws Exception {
        onBoth(
                "CREATE TABLE p.versions (id UInt64, v UInt64) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id",
                "INSERT INTO p.versions SELECT number % 20, intDiv(number, 20) FROM numbers(60)",
                "CREATE TABLE p.versions_new (id UInt64, v UInt64) ENGINE = ReplacingMergeTree(v) PARTITION BY id % 2 ORDER BY id");
        ValidMigration migration = migration(
                "versions",
                "NO SHORTCUT",
                "OPTIMIZE TABLE p.versions_new FINAL; ALTER TABLE p.versions_new DELETE WHERE id = 4 SETTINGS mutations_sync = 2");
        Run run = spoilt(migration);
        RepairResult result = bench.repair(run, found -> true);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertThat(result.found())
                .flatExtracting(CopyDamage::partitions)
                .extracting(CopyDamage.PartitionDamage::partition)
                .containsExactly("0");
        assertThat(bench.rows("s2r1", "SELECT count(), min(v) FROM p.versions_new FINAL")
                        .toString())
                .isEqualTo("[[20, 2]]");
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_versions is completed");
    }

    // ---- what is not

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

    private static String address() {
        return "127.0.0.1:" + bench.server("s2r1").grpcPort();
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

    // ---- in the middle

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
    private record Stopped(Transport real, String sql, StopSignal stop) implements Transport {
        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            Result result = real.execute(query, progress);
            if (query.sql().contains(sql)) {
                stop.request("interrupted");
            }
            return result;
        }

        @Override
        public boolean cancel(String queryId) throws QueryException {
            return real.cancel(queryId);
        }

        @Override
        public void close() {
            real.close();
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
    private record Refusing(Transport real, String sql) implements Transport {
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

        @Override
        public boolean cancel(String queryId) throws QueryException {
            return real.cancel(queryId);
        }

        @Override
        public void close() {
            real.close();
        }
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

    @Test
    void nobody_is_asked_where_nothing_differs_and_nothing_is_done_where_nobody_says_yes() throws Exception {
        onBoth(
                "CREATE TABLE p.asked (n UInt64, v String) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY n",
                "INSERT INTO p.asked SELECT number, toString(number) FROM numbers(100)",
                "CREATE TABLE p.asked_new (n UInt64, v String) ENGINE = MergeTree PARTITION BY n % 2 ORDER BY (v, n)");
        ValidMigration migration =
                migration("asked", "", "ALTER TABLE p.asked_new DELETE WHERE n = 3 SETTINGS mutations_sync = 2");
        Run run = spoilt(migration);
        List<String> before = parts("s2r1", "asked_new", "1");
        RepairResult no = bench.repair(run, found -> false);
        assertThat(no.sentence()).isEqualTo("nothing was repaired: nobody said yes");
        assertThat(no.ending()).isEqualTo(RepairResult.Ending.NOT_AGREED);
        assertThat(sentences(no))
                .containsExactly("s2r1 partition 1: 50 rows in the source, 49 in the destination, 1 missing");
        assertThat(parts("s2r1", "asked_new", "1")).isEqualTo(before);

        bench.rows("s2r1", "INSERT INTO p.asked_new VALUES (3, '3')");
        RepairResult nothing = bench.repair(run, found -> {
            throw new AssertionError("asked about " + found);
        });
        assertThat(nothing.sentence()).isEqualTo("nothing differs, so nothing was repaired");

        // The first shard has been found right, and its snapshot is gone.
        bench.rows("s1r1", "ALTER TABLE p.asked_new DELETE WHERE n = 4 SETTINGS mutations_sync = 2");
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        "nothing was repaired: history on s1r1 (127.0.0.1:%d): partition 0 of p.asked_new has changed since VERIFY COPY found it right, and p.asked__amig_snapshot_%d_0, from which it could be copied again, went then; 'amig rollback' undoes the run, or mend it by hand"
                                .formatted(bench.server("s1r1").grpcPort(), run.id()));
        bench.rows("s1r1", "INSERT INTO p.asked_new VALUES (4, '4')");
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_asked is completed");
        assertThat(bench.repair(run, found -> true).sentence())
                .isEqualTo(
                        "run %d of m_asked is Completed successfully, and the snapshot that it copied from went with its last VERIFY COPY: nothing is left to copy again from"
                                .formatted(run.id()));
    }
}
