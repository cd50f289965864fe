package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.CopyKey;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult.Ending;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** COPY on two real shards: every row arrives once, whatever the tables look like. */
class CopyIT extends TwoShards {
    @BeforeAll
    static void start() throws Exception {
        onBoth("CREATE DATABASE c ENGINE = Atomic");
    }

    private static List<String> onEach(String sql) throws Exception {
        return List.of(
                bench.rows("s1r1", sql).toString(), bench.rows("s2r1", sql).toString());
    }

    /** Both tables hold the same rows, as often. */
    private static void assertSame(String columns, String source, String destination) throws Exception {
        String sums =
                "SELECT count(), sum(cityHash64(" + columns + ")), groupBitXor(cityHash64(" + columns + ")) FROM ";
        assertThat(onEach(sums + destination)).isEqualTo(onEach(sums + source));
    }

    private static void assertNothingOwnedIsLeft() throws Exception {
        assertThat(onEach("SELECT name FROM system.tables WHERE name LIKE '%amig%'"))
                .containsExactly("[]", "[]");
    }

    private static String error(RunResult result) {
        return withoutPorts(result.run().flatMap(Run::error).orElse(""));
    }

    private static List<String> told() {
        return bench.told.stream().map(CopyIT::withoutPorts).toList();
    }

    private static String withoutPorts(String text) {
        return text.replaceAll(" \\(127[.]0[.]0[.]1:\\d+\\)", "");
    }

    private static CopyRecord copyOf(RunResult result, String node) {
        long run = result.run().orElseThrow().id();
        return bench.journal().copies().copy(new CopyKey(run, 0, node)).orElseThrow();
    }

    /** 300,000 rows in three partitions, each of several parts. */
    private static void events(String table) throws Exception {
        onBoth(
                "CREATE TABLE c." + table
                        + " (id UInt64, name String, at DateTime) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY id SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1");
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(
                    node,
                    "INSERT INTO c." + table + " SELECT number, concat('n', toString(number % "
                            + (node.equals("s1r1") ? 7 : 5)
                            + ")), toDateTime('2024-01-01 00:00:00', 'UTC') + number * 20 FROM numbers(300000) SETTINGS max_block_size = 50000, min_insert_block_size_rows = 50000");
        }
    }

    @Test
    void every_row_arrives_once_in_a_new_order() throws Exception {
        events("plain");
        onBoth(
                "CREATE TABLE c.plain_new (id UInt64, name LowCardinality(String), at DateTime) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (name, id)");
        RunResult result = bench.run(Bench.migration(
                "m_plain", "COPY plain FROM c.plain TO c.plain_new ON EACH SHARD CHUNK BY 40K ROWS PARALLEL 3;"));
        assertThat(error(result)).isEmpty();
        assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
        assertSame("id, name, at", "c.plain", "c.plain_new");
        assertNothingOwnedIsLeft();
        assertThat(copyOf(result, "s1r1").definition().method()).isEqualTo(CopyRecord.Method.INSERT);
        assertThat(copyOf(result, "s1r1").chunks()).isEqualTo(13);
        assertThat(told()).contains("plain done on s2r1: 300,000 rows in 13 chunks");
    }

    @Test
    void parts_are_attached_where_nothing_about_them_changes() throws Exception {
        events("same");
        onBoth("CREATE TABLE c.same_new AS c.same ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(at) ORDER BY id");
        RunResult result = bench.run(Bench.migration("m_same", "COPY same FROM c.same TO c.same_new ON EACH SHARD;"));
        assertThat(error(result)).isEmpty();
        assertSame("id, name, at", "c.same", "c.same_new");
        assertNothingOwnedIsLeft();
        assertThat(copyOf(result, "s2r1").definition().method()).isEqualTo(CopyRecord.Method.ATTACH);
    }

    @Test
    void a_copy_into_a_table_with_rows_is_refused_before_anything_is_made() throws Exception {
        events("full");
        onBoth("CREATE TABLE c.full_new AS c.full", "INSERT INTO c.full_new VALUES (1, 'x', 0)");
        RunResult result = bench.run(Bench.migration("m_full", "COPY full FROM c.full TO c.full_new ON EACH SHARD;"));
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(error(result))
                .contains(
                        "c.full_new holds 1 rows already; empty it, or say APPEND if the copied rows are to join them (m_full.amig:2:1)");
        assertThat(onEach("SELECT count() FROM c.full_new")).containsExactly("[[1]]", "[[1]]");
        assertNothingOwnedIsLeft();
    }

    // ---- VERIFY COPY

    private static final String COPY_AND_VERIFY = """
            COPY history FROM c.%1$s TO c.%1$s_new ON EACH SHARD PARALLEL 2 ROLLBACK { TRUNCATE TABLE c.%1$s_new };
            STEP plant ON SHARD 2 { %2$s } ROLLBACK NONE BECAUSE 'the table is emptied';
            VERIFY COPY history BY PARTITION;
            """;

    /** @return what it failed for; empty when it did not */
    private static String verified(String table, String actions) throws Exception {
        RunResult result = bench.run(Bench.migration("m_" + table, actions));
        assertNothingOwnedIsLeft();
        return error(result);
    }

    private static String planted(String table, String statement) throws Exception {
        events(table);
        onBoth(
                "CREATE TABLE c." + table
                        + "_new (id UInt64, name Nullable(String), at DateTime) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (at, id)");
        return verified(table, COPY_AND_VERIFY.formatted(table, statement));
    }

    @Test
    void what_has_arrived_whole_is_verified_and_its_snapshot_goes() throws Exception {
        assertThat(planted("whole", "SELECT 1")).isEmpty();
        assertThat(told()).contains("verify_copy_history done on s1r1: 300,000 rows in 3 partitions are the same");
    }

    @Test
    void a_changed_row_is_found_and_shown_on_both_sides() throws Exception {
        assertThat(planted(
                        "changed",
                        "ALTER TABLE c.changed_new UPDATE name = NULL WHERE id = 5 SETTINGS mutations_sync = 2"))
                .contains(
                        "s2r1 failed: c.changed_new is not the same as c.changed: partition 202401: 133,920 rows in the source, 133,920 in the destination; ")
                .contains("missing: {\"id\":5,\"name\":\"n0\",\"at\":\"2024-01-01 00:01:40\"}")
                .contains("not in the source: {\"id\":5,\"name\":null,\"at\":\"2024-01-01 00:01:40\"}")
                .endsWith("(m_changed.amig:4:1)");
    }

    /** Times finer than a second, before 1970, and such as become finer by being copied. */
    private static String times(String table, String plant) throws Exception {
        String columns =
                "(id UInt64, at DateTime64(9, 'UTC'), early DateTime64(0, 'UTC'), finer %s, maybe Nullable(DateTime64(3, 'UTC')))"
                        + " ENGINE = MergeTree ORDER BY id";
        onBoth(
                "CREATE TABLE c." + table + columns.formatted("DateTime('UTC')"),
                "INSERT INTO c." + table
                        + " SELECT number, fromUnixTimestamp64Nano(toInt64(1700000000000000000 + number), 'UTC'),"
                        + " toDateTime64('1950-01-01 00:00:00', 0, 'UTC') + number, toDateTime(number, 'UTC'),"
                        + " if(number % 2 = 1, NULL, toDateTime64(number, 3, 'UTC')) FROM numbers(10)",
                "CREATE TABLE c." + table + "_new" + columns.formatted("DateTime64(3, 'UTC')"));
        return verified(table, COPY_AND_VERIFY.formatted(table, plant));
    }

    @Test
    void a_nanosecond_is_a_difference_and_a_finer_type_is_none() throws Exception {
        assertThat(times("times", "SELECT 1")).isEmpty();
        assertThat(
                        times(
                                "ticks",
                                "ALTER TABLE c.ticks_new UPDATE at = addNanoseconds(at, 1) WHERE id = 5 SETTINGS mutations_sync = 2"))
                .contains(
                        "10 rows in the source, 10 in the destination; missing: {\"id\":5,\"at\":\"2023-11-14 22:13:20.000000005\",\"early\":\"1950-01-01 00:00:05\",\"finer\":\"1970-01-01 00:00:05.000\",\"maybe\":null}; not in the source: {\"id\":5,\"at\":\"2023-11-14 22:13:20.000000006\",");
    }

    /** Texts of every kind; of the source, one kind becomes another by being copied. */
    private static String texts(String table, String plant) throws Exception {
        String columns =
                "(id UInt64, a String, b String, n Nullable(String), l %s, m LowCardinality(Nullable(String)), f FixedString(2))"
                        + " ENGINE = MergeTree ORDER BY id";
        onBoth(
                "CREATE TABLE c." + table + columns.formatted("String"),
                "INSERT INTO c." + table
                        + " SELECT number, 'ab', 'c', if(number % 2 = 0, NULL, ''), toString(number % 3), if(number % 2 = 0, '', NULL), 'x'"
                        + " FROM numbers(10)",
                "CREATE TABLE c." + table + "_new" + columns.formatted("LowCardinality(String)"));
        return verified(table, COPY_AND_VERIFY.formatted(table, plant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            border | a = 'a', b = 'bc' | "a":"a","b":"bc","n":null,"l":"1","m":"","f":"x\\u0000"
            empty  | n = ''            | "a":"ab","b":"c","n":"","l":"1","m":"","f":"x\\u0000"
            null   | m = NULL          | "a":"ab","b":"c","n":null,"l":"1","m":null,"f":"x\\u0000"
            word   | l = 'no'          | "a":"ab","b":"c","n":null,"l":"no","m":"","f":"x\\u0000"
            filled | f = 'xx'          | "a":"ab","b":"c","n":null,"l":"1","m":"","f":"xx"
            """)
    void a_text_that_differs_is_found(String table, String change, String becomes) throws Exception {
        String update =
                "ALTER TABLE c.%s_new UPDATE %s WHERE id = 4 SETTINGS mutations_sync = 2".formatted(table, change);
        assertThat(texts(table, update))
                .endsWith(
                        ": 10 rows in the source, 10 in the destination; missing: {\"id\":4,\"a\":\"ab\",\"b\":\"c\",\"n\":null,\"l\":\"1\",\"m\":\"\",\"f\":\"x\\u0000\"}; not in the source: {\"id\":4,%s} (m_%s.amig:4:1)"
                                .formatted(becomes, table));
    }

    @Test
    void texts_of_every_kind_are_the_same_when_they_have_arrived() throws Exception {
        assertThat(texts("texts", "SELECT 1")).isEmpty();
    }

    @Test
    void a_missing_row_is_found() throws Exception {
        assertThat(planted("missing", "ALTER TABLE c.missing_new DELETE WHERE id = 299999 SETTINGS mutations_sync = 2"))
                .contains(
                        "partition 202403: 40,800 rows in the source, 40,799 in the destination; missing: {\"id\":299999,");
    }

    @Test
    void a_doubled_row_is_found() throws Exception {
        assertThat(planted("doubled", "INSERT INTO c.doubled_new SELECT * FROM c.doubled WHERE id = 200000"))
                .contains(
                        "partition 202402: 125,280 rows in the source, 125,281 in the destination; 2 times instead of 1: {\"id\":200000,");
    }

    @Test
    void a_row_in_another_partition_is_found_in_both() throws Exception {
        assertThat(
                        planted(
                                "moved",
                                "INSERT INTO c.moved_new SELECT id, name, at + INTERVAL 1 MONTH FROM c.moved WHERE id = 1; ALTER TABLE c.moved_new DELETE WHERE id = 1 AND toYYYYMM(at) = 202401 SETTINGS mutations_sync = 2"))
                .contains(
                        "partition 202401: 133,920 rows in the source, 133,919 in the destination; missing: {\"id\":1,")
                .contains(
                        "; partition 202402: 125,280 rows in the source, 125,281 in the destination; not in the source: {\"id\":1,");
    }

    // ---- VERIFY COPY of tables whose merges take rows away

    /** Twenty keys with three versions each, in parts that are merged before they are compared. */
    private static String merged(String table, String engine, String plant) throws Exception {
        onBoth(
                "CREATE TABLE c." + table
                        + " (id UInt64, v UInt64, s String) ENGINE = MergeTree PARTITION BY id % 2 ORDER BY id",
                "INSERT INTO c." + table + " SELECT number % 20, intDiv(number, 20), toString(number) FROM numbers(60)",
                "CREATE TABLE c." + table + "_new (id UInt64, v UInt64, s String) ENGINE = " + engine
                        + " PARTITION BY id % 2 ORDER BY id");
        return verified(table, """
                COPY history FROM c.%1$s TO c.%1$s_new ON EACH SHARD NO SHORTCUT ROLLBACK { TRUNCATE TABLE c.%1$s_new };
                STEP merge ON EACH SHARD { OPTIMIZE TABLE c.%1$s_new FINAL; %2$s } ROLLBACK NONE BECAUSE 'the table is emptied';
                VERIFY COPY history BY PARTITION;
                """.formatted(table, plant));
    }

    @Test
    void rows_that_a_newer_version_has_replaced_are_not_missing() throws Exception {
        assertThat(merged("versions", "ReplacingMergeTree(v)", "SELECT 1")).isEmpty();
        assertThat(onEach("SELECT count(), min(v), max(v) FROM c.versions_new"))
                .containsExactly("[[20, 2, 2]]", "[[20, 2, 2]]");
        assertThat(told())
                .contains(
                        "verify_copy_history done on s1r1: 60 rows in 2 partitions are the same, 40 of them replaced by later ones of the same key");
    }

    @Test
    void rows_that_were_replaced_without_a_version_are_not_missing() throws Exception {
        assertThat(merged("unversioned", "ReplacingMergeTree", "SELECT 1")).isEmpty();
    }

    @Test
    void a_key_that_is_missing_after_merges_is_found() throws Exception {
        assertThat(merged(
                        "keyless",
                        "ReplacingMergeTree(v)",
                        "ALTER TABLE c.keyless_new DELETE WHERE id = 4 SETTINGS mutations_sync = 2"))
                .contains(
                        "partition 0: 30 rows in the source, 9 in the destination; missing: the last row of the key (4)")
                .doesNotContain("partition 1");
    }

    @Test
    void an_older_version_that_was_kept_is_found() throws Exception {
        assertThat(merged(
                        "older",
                        "ReplacingMergeTree(v)",
                        "ALTER TABLE c.older_new UPDATE s = '25' WHERE id = 5 SETTINGS mutations_sync = 2"))
                .contains(
                        "partition 1: 30 rows in the source, 10 in the destination; not in the source: {\"id\":5,\"v\":2,\"s\":\"25\"}");
        assertThat(
                        merged(
                                "lower",
                                "ReplacingMergeTree",
                                "ALTER TABLE c.lower_new DELETE WHERE id = 7 SETTINGS mutations_sync = 2; INSERT INTO c.lower_new SELECT * FROM c.lower WHERE id = 7 AND v = 0"))
                .isEmpty();
    }

    @Test
    void sums_that_merges_have_made_are_said_not_to_be_comparable() throws Exception {
        assertThat(merged("summed", "SummingMergeTree", "SELECT 1"))
                .contains("partition 0: 30 rows in the source, 10 in the destination; ")
                .contains(
                        "; SummingMergeTree has merged parts of c.summed_new since, which makes one row of several, so this difference may be none; compare what its queries give with a VERIFY of your own, or keep its merges stopped (SYSTEM STOP MERGES c.summed_new) from the copy's beginning until VERIFY COPY has run (m_summed.amig:4:1)");
    }
}
