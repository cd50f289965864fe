package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.run.RunResult.Ending;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY of tables of every make: what arrives, value by value. */
class CopyVariantsIT extends CopiesOnTwoShards {
    @TempDir
    private static Path objects;

    private static int chunks(RunResult result) {
        return totals(result.run().orElseThrow()).chunks();
    }

    // ---- columns

    @Test
    void generated_columns_are_made_by_the_destination_and_read_from_the_source() throws Exception {
        onBoth(
                "CREATE TABLE v.made (id UInt64, a String, m UInt64 MATERIALIZED id * 2, al String ALIAS upper(a), e UInt8 EPHEMERAL 1) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.made (id, a) VALUES (1, 'x'), (2, 'y')",
                "CREATE TABLE v.made_new (id UInt64, a String, m UInt64, al String, d UInt64 DEFAULT id + 100, m2 UInt64 MATERIALIZED id * 3, al2 String ALIAS concat(a, '!'), e UInt64 EPHEMERAL 5, fe UInt64 DEFAULT e + 1) ENGINE = MergeTree ORDER BY id");
        copied("made", "");
        assertRows(
                "SELECT id, a, m, al, d, m2, al2, fe FROM v.made_new ORDER BY id",
                "[[1, x, 2, X, 101, 3, x!, 6], [2, y, 4, Y, 102, 6, y!, 6]]");
    }

    @Test
    void expressions_types_and_a_condition_are_applied() throws Exception {
        onBoth(
                "CREATE TABLE v.typed (id Int64, name Nullable(String), n UInt16, at DateTime('UTC')) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.typed SELECT number, if(number = 3, NULL, concat('n', toString(number))), number * 10, toDateTime('2024-05-06 07:08:09', 'UTC') FROM numbers(5)",
                "CREATE TABLE v.typed_new (id String, name LowCardinality(String), n Nullable(UInt64), at Date, more Array(UInt8)) ENGINE = MergeTree ORDER BY id");
        copied(
                "typed",
                "COLUMNS (toString(id * 2) AS id, ifNull(name, 'none') AS name, n, at, [toUInt8(n), 7] AS more) WHERE { n > 10 -- not the first two\n }");
        assertRows(
                "SELECT id, name, n, toString(at), toString(more) FROM v.typed_new ORDER BY id",
                "[[4, n2, 20, 2024-05-06, [20,7]], [6, none, 30, 2024-05-06, [30,7]], [8, n4, 40, 2024-05-06, [40,7]]]");
    }

    @Test
    void names_may_need_quoting_anywhere() throws Exception {
        onBoth(
                "CREATE TABLE v.`odd it's` (`a b` UInt64, `select` String, `back\\`tick` UInt8) ENGINE = MergeTree PARTITION BY `a b` % 2 ORDER BY `a b`",
                "INSERT INTO v.`odd it's` VALUES (1, 'x', 3), (2, 'y', 4)",
                "CREATE TABLE v.`odd new` AS v.`odd it's` ENGINE = MergeTree PARTITION BY `a b` % 2 ORDER BY (`select`, `a b`)");
        RunResult result = bench.run(
                Bench.migration(
                        "m_odd",
                        "COPY `odd copy` FROM v.`odd it's` TO v.`odd new` ON EACH SHARD WHERE { `a b` > 0 };\nVERIFY COPY `odd copy` BY PARTITION;"));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertRows("SELECT * FROM v.`odd new` ORDER BY 1", "[[1, x, 3], [2, y, 4]]");
        assertRows(
                "SELECT name FROM system.tables WHERE database = 'v' AND startsWith(name, 'odd') ORDER BY name",
                "[[odd it's], [odd new]]");
    }

    // ---- partitions

    @Test
    void a_column_of_the_partition_key_is_shifted_and_so_are_the_partitions_that_are_compared() throws Exception {
        onBoth(
                "CREATE TABLE v.shifted (id UInt64, day Date) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id",
                "INSERT INTO v.shifted SELECT number, toDate('2024-01-15') + INTERVAL number % 2 MONTH FROM numbers(1000)",
                "CREATE TABLE v.shifted_new AS v.shifted");
        copied("shifted", "COLUMNS (id, day + INTERVAL 1 MONTH AS day)");
        assertRows(
                "SELECT toString(day), _partition_id, count(), sum(id) FROM v.shifted_new GROUP BY ALL ORDER BY ALL",
                "[[2024-02-15, 202402, 500, 249500], [2024-03-15, 202403, 500, 250000]]");
    }

    @Test
    void partitions_are_linked_several_at_a_time() throws Exception {
        onBoth(
                "CREATE TABLE v.linked (id UInt64) ENGINE = MergeTree PARTITION BY id % 90 ORDER BY id",
                "INSERT INTO v.linked SELECT number FROM numbers(900)", "CREATE TABLE v.linked_new AS v.linked");
        assertThat(chunks(copied("linked", ""))).isEqualTo(1);
        assertRows("SELECT count(), sum(id), uniqExact(_partition_id) FROM v.linked_new", "[[900, 404550, 90]]");
    }

    @Test
    void a_chunk_goes_to_several_partitions_of_another_key() throws Exception {
        onBoth(
                "CREATE TABLE v.keyed (id UInt64, day Date) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY id",
                "INSERT INTO v.keyed SELECT number, toDate('2024-01-15') + INTERVAL number % 2 MONTH FROM numbers(1000)",
                "CREATE TABLE v.keyed_new (id UInt64, day Date) ENGINE = MergeTree PARTITION BY (id % 5, day) ORDER BY id");
        assertThat(chunks(copied("keyed", "CHUNK BY PARTITION"))).isEqualTo(2);
        assertRows(
                "SELECT id % 5 AS five, toString(day), count(), sum(id), uniqExact(_partition_id) FROM v.keyed_new GROUP BY ALL ORDER BY ALL LIMIT 3",
                "[[0, 2024-01-15, 100, 49500, 1], [0, 2024-02-15, 100, 50000, 1], [1, 2024-01-15, 100, 50100, 1]]");
        assertRows("SELECT count(), sum(id), uniqExact(_partition_id) FROM v.keyed_new", "[[1000, 499500, 10]]");
    }

    @Test
    void a_partition_above_the_chunk_size_comes_in_ranges_and_needs_no_key() throws Exception {
        onBoth(
                "CREATE TABLE v.large (id UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.large SELECT number FROM numbers(1000)",
                "CREATE TABLE v.large_new (id UInt64) ENGINE = MergeTree ORDER BY -id");
        assertThat(chunks(copied("large", "CHUNK BY 300 ROWS"))).isEqualTo(4);
        assertRows("SELECT count(), uniqExact(id), sum(id) FROM v.large_new", "[[1000, 1000, 499500]]");
        assertThat(bench.told.stream().map(it -> it.replaceAll(":\\d+\\)", ")")))
                .contains("c done on s1r1 (127.0.0.1): 1,000 rows in 4 chunks");
    }

    @Test
    void empty_partitions_and_empty_tables_are_copied_as_nothing() throws Exception {
        onBoth(
                "CREATE TABLE v.hollow (id UInt64) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY id",
                "INSERT INTO v.hollow SELECT number FROM numbers(9)",
                "ALTER TABLE v.hollow DELETE WHERE id % 3 = 1 SETTINGS mutations_sync = 2",
                "CREATE TABLE v.hollow_new (id UInt64) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY -id",
                "CREATE TABLE v.nothing (id UInt64) ENGINE = MergeTree ORDER BY id",
                "CREATE TABLE v.nothing_new (id UInt64) ENGINE = MergeTree ORDER BY -id");
        assertThat(chunks(copied("hollow", ""))).isEqualTo(2);
        assertRows("SELECT arraySort(groupArray(id)) FROM v.hollow_new", "[[[0, 2, 3, 5, 6, 8]]]");
        assertThat(chunks(copied("nothing", ""))).isZero();
        assertRows("SELECT count() FROM v.nothing_new", "[[0]]");
    }

    @Test
    void deleted_rows_of_a_part_do_not_come() throws Exception {
        onBoth(
                "CREATE TABLE v.masked (id UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.masked SELECT number FROM numbers(100)",
                "DELETE FROM v.masked WHERE id >= 40",
                "CREATE TABLE v.masked_new (id UInt64) ENGINE = MergeTree ORDER BY -id");
        copied("masked", "CHUNK BY 30 ROWS");
        assertRows("SELECT count(), sum(id) FROM v.masked_new", "[[40, 780]]");
    }

    // ---- other sources, other destinations

    @Test
    void a_table_without_parts_is_read_live_or_not_at_all() throws Exception {
        onBoth(
                "CREATE TABLE v.live (id UInt64) ENGINE = Memory",
                "INSERT INTO v.live SELECT number FROM numbers(10)",
                "CREATE TABLE v.live_new (id UInt64) ENGINE = MergeTree ORDER BY id");
        RunResult refused = bench.run(Bench.migration("m_live_no", "COPY c FROM v.live TO v.live_new ON EACH SHARD;"));
        assertThat(refused.sentence())
                .contains(
                        "v.live is a Memory table, of which there is no snapshot; say READ LIVE to read it as it is while the copy runs");
        assertThat(chunks(copied("live", "READ LIVE"))).isEqualTo(1);
        assertRows("SELECT count(), sum(id) FROM v.live_new", "[[10, 45]]");
    }

    @Test
    void partitions_are_read_live_as_they_are_by_then() throws Exception {
        onBoth(
                "CREATE TABLE v.moving (id UInt64) ENGINE = MergeTree PARTITION BY id % 3 ORDER BY id",
                "INSERT INTO v.moving SELECT number FROM numbers(30)",
                "CREATE TABLE v.moving_new (id UInt64) ENGINE = MergeTree ORDER BY id");
        assertThat(chunks(copied("moving", "READ LIVE"))).isEqualTo(3);
        assertRows("SELECT count(), uniqExact(id), sum(id) FROM v.moving_new", "[[30, 30, 435]]");
    }

    /** The engine has no such database, so what it says of one is played. */
    private static final class InReplicatedDatabase extends ForwardingTransport {
        private InReplicatedDatabase(Transport real) {
            super(real);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            Result result = super.execute(query, progress);
            return query.sql().contains("FROM system.databases")
                    ? new Result(
                            result.columns(),
                            result.rows().stream()
                                    .map(InReplicatedDatabase::played)
                                    .toList(),
                            result.truncated(),
                            result.counters(),
                            result.elapsed())
                    : result;
        }

        private static List<Object> played(List<Object> row) {
            return row.stream().map(InReplicatedDatabase::playedValue).toList();
        }

        private static Object playedValue(Object value) {
            if (value instanceof List<?> values) {
                return values.stream().map(InReplicatedDatabase::playedValue).toList();
            }
            return value.equals("Atomic") ? "Replicated" : value;
        }
    }

    @Test
    void a_table_in_a_database_that_makes_tables_everywhere_is_refused() throws Exception {
        onBoth(
                "CREATE TABLE v.everywhere (id UInt64) ENGINE = MergeTree ORDER BY id",
                "CREATE TABLE v.everywhere_new (id UInt64) ENGINE = MergeTree ORDER BY id");
        bench.connectThrough(InReplicatedDatabase::new);
        RunResult refused = bench.run(copying("everywhere", ""));
        bench.connectThrough(UnaryOperator.identity());
        assertThat(refused.sentence())
                .contains(
                        "v.everywhere is in a Replicated database, where amig's own tables would be made on every node; COPY works in databases of other engines, such as Atomic");
        assertOnlyStand("everywhere", "everywhere_new");
    }

    private static String diskOfItsOwn(String name) {
        return " SETTINGS disk = disk(type = 'object_storage', object_storage_type = 'local', metadata_type = 'local', path = '%s/')"
                .formatted(objects.resolve(name));
    }

    @Test
    void a_table_whose_disk_is_not_shown_is_refused() throws Exception {
        onBoth(
                "CREATE TABLE v.hidden (id UInt64) ENGINE = MergeTree ORDER BY id",
                "CREATE TABLE v.hidden_new (id UInt64) ENGINE = MergeTree ORDER BY -id" + diskOfItsOwn("into"));
        assertThat(bench.run(copying("hidden", "")).sentence())
                .contains(
                        "v.hidden_new defines its disk by itself (SETTINGS disk = disk(…)), and the server does not show how, so amig can make no table of its own there; COPY works with disks that the server's configuration defines");
        assertOnlyStand("hidden", "hidden_new");
    }

    @Test
    void a_table_whose_disk_is_not_shown_is_read_live() throws Exception {
        onBoth("CREATE TABLE v.own_disk_new (id UInt64) ENGINE = MergeTree ORDER BY -id");
        for (String node : NODES) {
            bench.rows(
                    node,
                    "CREATE TABLE v.own_disk (id UInt64) ENGINE = MergeTree ORDER BY id"
                            + diskOfItsOwn("from_" + node));
        }
        onBoth("INSERT INTO v.own_disk SELECT number FROM numbers(5)");
        assertThat(bench.run(copying("own_disk", "")).sentence())
                .contains("v.own_disk defines its disk by itself (SETTINGS disk = disk(…))");
        bench.run(Bench.migration(
                "m_read_own_disk",
                "COPY c FROM v.own_disk TO v.own_disk_new ON EACH SHARD READ LIVE;\nVERIFY COPY c;"));
        assertRows("SELECT id FROM v.own_disk_new ORDER BY id", "[[0], [1], [2], [3], [4]]");
        assertOnlyStand("own_disk", "own_disk_new");
    }

    @Test
    void a_table_whose_rows_are_all_deleted_is_empty() throws Exception {
        onBoth(
                "CREATE TABLE v.emptied (id UInt64) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.emptied VALUES (1), (2)",
                "CREATE TABLE v.emptied_new (id UInt64) ENGINE = MergeTree ORDER BY -id",
                "INSERT INTO v.emptied_new VALUES (7), (8)",
                "DELETE FROM v.emptied_new WHERE true");
        assertRows(
                "SELECT toUInt8(sum(rows)) FROM system.parts WHERE table = 'emptied_new' AND database = 'v' AND active",
                "[[2]]");
        copied("emptied", "");
        assertRows("SELECT id FROM v.emptied_new ORDER BY id", "[[1], [2]]");
    }

    @Test
    void rows_join_those_that_are_there_where_append_says_so() throws Exception {
        onBoth(
                "CREATE TABLE v.joined (id UInt64, s String) ENGINE = MergeTree ORDER BY id",
                "INSERT INTO v.joined VALUES (1, 'copied'), (2, 'copied')",
                "CREATE TABLE v.joined_new (id UInt64, s String) ENGINE = MergeTree ORDER BY (s, id)",
                "INSERT INTO v.joined_new VALUES (1, 'own')");
        copied("joined", "APPEND");
        assertRows("SELECT id, s FROM v.joined_new ORDER BY ALL", "[[1, copied], [1, own], [2, copied]]");
    }
}
