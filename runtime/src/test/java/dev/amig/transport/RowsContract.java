package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.transport.QueryException.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a statement gives: rows, errors, exactly. */
abstract class RowsContract extends TransportFixture {
    @Test
    void values_of_every_kind_arrive_exactly() throws QueryException {
        Result result = run("""
                SELECT toInt8(-128), toUInt32(4294967295), toInt64(-9223372036854775808) AS i64, toUInt64(18446744073709551615),
                    toInt256('-57896044618658097711785492504343953926634992332820282019728792003956564819968'),
                    toFloat64(0.1), toFloat32(1.5), nan, inf, -inf, toDecimal128('12345678901234567890.123456789', 9),
                    true, NULL, 'a''b\\\\"\\n\\t€😀', toFixedString('ab', 2), toDate('2024-02-29'), toDateTime64('2024-02-29 12:34:56.123456', 6, 'UTC'),
                    toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0'), [1, 2], ['a', NULL], (1, 'x'), map('k', 1, 'l', 2),
                    toLowCardinality('lc'), CAST('b' AS Enum8('a' = 1, 'b' = 2)), toIPv4('127.0.0.1'), CAST((1, 'n') AS Tuple(a UInt64, `b c` String)), [(1, [2])]
                """);
        assertThat(result.rows())
                .containsExactly(Arrays.asList(
                        -128L,
                        4294967295L,
                        Long.MIN_VALUE,
                        new BigInteger("18446744073709551615"),
                        new BigInteger(
                                "-57896044618658097711785492504343953926634992332820282019728792003956564819968"),
                        0.1,
                        1.5,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("12345678901234567890.123456789"),
                        true,
                        null,
                        "a'b\\\"\n\t€😀",
                        "ab",
                        "2024-02-29",
                        "2024-02-29 12:34:56.123456",
                        "61f0c404-5cb3-11e7-907b-a6006ad3dba0",
                        List.of(1L, 2L),
                        Arrays.asList("a", null),
                        List.of(1L, "x"),
                        Map.of("k", 1L, "l", 2L),
                        "lc",
                        "b",
                        "127.0.0.1",
                        List.of(BigInteger.ONE, "n"),
                        List.of(List.of(1L, List.of(2L)))));
        assertThat(result.columns().get(2)).isEqualTo(new Result.Column("i64", "Int64"));
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void statements_without_rows_give_none() throws QueryException {
        Result created = run("CREATE TABLE IF NOT EXISTS c (n UInt64) ENGINE = MergeTree ORDER BY n");
        assertThat(created.rows()).isEmpty();
        assertThat(created.columns()).isEmpty();
    }

    @Test
    void an_insert_of_values_keeps_odd_strings() throws QueryException {
        run("CREATE TABLE v (s String) ENGINE = MergeTree ORDER BY s");
        run("INSERT INTO v VALUES ('a;b'), ('{c}'), ('it''s'), ('?')");
        assertThat(run("SELECT s FROM v ORDER BY s").rows())
                .containsExactly(List.of("?"), List.of("a;b"), List.of("it's"), List.of("{c}"));
    }

    @Test
    void the_server_gets_the_bytes_of_the_statement() throws QueryException {
        String sql = "/* ü */ SELECT '?' AS `{x}`, 'a:b' -- at the end 😀";
        String queryId = id();
        assertThat(transport
                        .execute(Query.of(sql, queryId), ProgressListener.NONE)
                        .rows())
                .containsExactly(List.of("?", "a:b"));
        run("SYSTEM FLUSH LOGS");
        assertThat(run("SELECT DISTINCT query FROM system.query_log WHERE query_id = '" + queryId + "'")
                        .rows())
                .containsExactly(List.of(sql));
    }

    @Test
    void settings_and_database_take_effect() throws QueryException {
        run("CREATE DATABASE IF NOT EXISTS other");
        Query query = Query.of("SELECT currentDatabase(), getSetting('max_threads'), getSetting('log_comment')", id())
                .withSettings(Map.of("max_threads", "3", "log_comment", "{\"a\":\"it's & ü\"}"))
                .withDatabase("other");
        assertThat(transport.execute(query, ProgressListener.NONE).rows())
                .containsExactly(List.of("other", 3L, "{\"a\":\"it's & ü\"}"));
    }

    @Test
    void a_statement_with_a_format_of_its_own_comes_as_lines() throws QueryException {
        Result result = run("SELECT number, 'x' FROM numbers(2) FORMAT TSV");
        assertThat(result.columns()).containsExactly(new Result.Column("output", "String"));
        assertThat(result.rows()).containsExactly(List.of("0\tx"), List.of("1\tx"));
    }

    @Test
    void more_rows_than_wanted_are_cut_and_that_is_said() throws QueryException {
        Query query =
                new Query("SELECT number FROM numbers(100000)", id(), Map.of(), Optional.empty(), Optional.empty(), 10);
        Result result = transport.execute(query, ProgressListener.NONE);
        assertThat(result.rows()).hasSize(10);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void large_statements_and_results_pass() throws QueryException {
        String text = "x".repeat(6_000_000);
        assertThat(run("SELECT repeat(repeat('y', 1000000), 24)").rows().get(0).get(0))
                .isEqualTo("y".repeat(24_000_000));
        Query query = Query.of("SELECT '" + text + "', length('" + text.substring(0, 10) + "')", id())
                .withSettings(Map.of("max_query_size", "20000000"));
        assertThat(transport.execute(query, ProgressListener.NONE).rows().get(0).get(0))
                .isEqualTo(text);
    }

    @Test
    void bytes_that_are_no_text_are_marked_and_the_others_stay() throws QueryException {
        assertThat(run("SELECT unhex('61FF62'), 'ü', unhex('0A0D00')").rows())
                .containsExactly(List.of("a\uFFFDb", "ü", "\n\r\0"));
    }

    @Test
    void a_statements_own_settings_of_the_output_change_nothing() throws QueryException {
        Result result = run(
                "SELECT CAST((1, 'n'), 'Tuple(a UInt64, `b c` String)'), map('k', 1.5), toUInt64(5), toDecimal64('1.5', 2), 0.5 "
                        + "SETTINGS output_format_json_named_tuples_as_objects = 1, output_format_json_map_as_array_of_tuples = 1,"
                        + " output_format_json_quote_64bit_integers = 1, output_format_json_quote_decimals = 0, output_format_json_quote_64bit_floats = 1");
        assertThat(result.rows())
                .containsExactly(List.of(
                        List.of(BigInteger.ONE, "n"),
                        Map.of("k", 1.5),
                        BigInteger.valueOf(5),
                        new BigDecimal("1.5"),
                        0.5));
    }

    @Test
    void totals_and_extremes_are_no_rows() throws QueryException {
        assertThat(
                        run("SELECT number % 2 AS k, toInt32(count()) FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k SETTINGS extremes = 1")
                                .rows())
                .containsExactly(List.of(0L, 5L), List.of(1L, 5L));
    }

    @Test
    void words_that_only_http_knows_are_unknown_settings() {
        for (String name : List.of("query_id", "wait_end_of_query", "compress", "database", "param_x")) {
            QueryException e = failure(transport, Query.of("SELECT 1", id()).withSettings(Map.of(name, "1")));
            assertThat(e).hasMessage("Unknown setting '" + name + "'");
            assertThat(e.code()).isEqualTo(115);
        }
    }

    @Test
    void an_error_of_the_server_has_code_name_message_and_node() {
        QueryException e = failure("SELECT * FROM no_such_table");
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.code()).isEqualTo(60);
        assertThat(e.codeName()).isEqualTo("UNKNOWN_TABLE");
        assertThat(e.getMessage())
                .isEqualTo("Unknown table expression identifier 'no_such_table' in scope SELECT * FROM no_such_table");
        assertThat(e.node()).isEqualTo(node());
        assertThat(e.queryId()).startsWith("test-");
    }

    @Test
    void an_unknown_setting_is_refused() {
        QueryException e = failure(transport, Query.of("SELECT 1", id()).withSettings(Map.of("no_such_setting", "1")));
        assertThat(e.code()).isEqualTo(115);
        assertThat(e.codeName()).isEqualTo("UNKNOWN_SETTING");
        assertThat(e).hasMessage("Unknown setting 'no_such_setting'");
    }

    @Test
    void a_result_that_breaks_in_the_middle_is_a_failure() {
        QueryException e = failure(
                "SELECT number, throwIf(number = 900000, 'broken in the middle') FROM numbers(1000000) SETTINGS max_threads = 1, max_block_size = 1000");
        assertThat(e).hasMessageStartingWith("broken in the middle");
        assertThat(e.code()).isEqualTo(395);
        assertThat(e.codeName()).isEqualTo("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
    }
}
