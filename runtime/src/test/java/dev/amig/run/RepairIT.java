package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.copy.CopyDamage;
import dev.amig.insight.Why;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What VERIFY COPY finds different is copied again, that alone, and nothing that somebody else has written is lost by it. */
class RepairIT extends RepairFixture {
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
