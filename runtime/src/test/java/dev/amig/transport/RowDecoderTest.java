package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDecoderTest {
    private static RowDecoder decode(String format, int maxRows, String output) throws MalformedOutputException {
        RowDecoder decoder = new RowDecoder(maxRows, format);
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        decoder.accept(bytes, bytes.length);
        decoder.finish();
        return decoder;
    }

    private static Object value(String type, String json) throws MalformedOutputException {
        String quoted = type.replace("\\", "\\\\").replace("\"", "\\\"");
        return decode(RowDecoder.FORMAT, 10, "[\"x\"]\n[\"" + quoted + "\"]\n[" + json + "]\n")
                .rows()
                .get(0)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Int64                             | -9223372036854775808      | -9223372036854775808",
                "UInt64                            | \"18446744073709551615\"  | 18446744073709551615",
                "Nullable(UInt8)                   | 7                         | 7",
                "LowCardinality(Nullable(String))  | \"a\"                     | a",
                "SimpleAggregateFunction(sum, UInt64) | 5                      | 5",
                "Float64                           | \"-inf\"                  | -Infinity",
                "Float64                           | 1e-320                    | 1.0E-320",
                "Decimal(38, 9)                    | \"0.100000001\"           | 0.100000001",
                "Bool                              | true                      | true",
                "Enum8('a)' = 1, 'b, c' = 2)       | \"b, c\"                  | b, c",
                "Tuple(`a b` UInt8, `c\\`d` Array(String), `e\\\\` Nullable(UInt8)) | [1, [\"x\"], null] | [1, [x], null]",
                "Tuple(Map(String, Tuple(UInt8)), DateTime64(3, 'UTC')) | [{\"k\": [1]}, \"2024-01-01 00:00:00.000\"] | [{k=[1]}, 2024-01-01 00:00:00.000]",
                "Nested(a UInt8, b String)         | [[1, \"x\"], [2, \"y\"]]  | [[1, x], [2, y]]",
                "Tuple()                           | []                        | []",
                "Point                             | [1.5, 2]                  | [1.5, 2.0]",
                "MultiPolygon                      | [[[[0, 1]]]]              | [[[[0.0, 1.0]]]]",
                "Map(UInt64, Bool)                 | {\"1\": true}             | {1=true}",
                "Variant(String, UInt8)            | 1                         | 1",
                "JSON                              | {\"a\": 1}                | {\"a\":1}",
            })
    void a_value_is_read_by_its_type(String type, String json, String expected) throws MalformedOutputException {
        assertThat(String.valueOf(value(type, json))).isEqualTo(expected);
    }

    @Test
    void integers_have_one_type_for_each_width() throws MalformedOutputException {
        assertThat(value("UInt32", "4294967295")).isEqualTo(4294967295L);
        assertThat(value("UInt64", "1")).isEqualTo(BigInteger.ONE);
        assertThat(value("Map(UInt8, Int128)", "{\"1\": 2}")).isEqualTo(Map.of(1L, BigInteger.TWO));
        assertThat(value("Array(Nullable(Int8))", "[1, null]")).isEqualTo(Arrays.asList(1L, null));
    }

    @Test
    void further_rows_are_counted_as_cut_off_and_not_kept() throws MalformedOutputException {
        RowDecoder decoder = decode(RowDecoder.FORMAT, 1, "[\"x\"]\n[\"UInt8\"]\n[1]\n[2]\n");
        assertThat(decoder.rows()).containsExactly(List.of(1L));
        assertThat(decoder.truncated()).isTrue();
        assertThat(decode(RowDecoder.FORMAT, 1, "[\"x\"]\n[\"UInt8\"]\n[1]\n").truncated())
                .isFalse();
    }

    @Test
    void a_row_that_is_cut_where_further_ones_begin_harms_nothing() throws MalformedOutputException {
        RowDecoder decoder = new RowDecoder(1, RowDecoder.FORMAT);
        for (String piece : List.of("[\"x\"]\n[\"UInt8\"]\n[1]\n[2]\n[3", "]\n[4]\n", "[5")) {
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            decoder.accept(bytes, bytes.length);
        }
        decoder.finish();
        assertThat(decoder.rows()).containsExactly(List.of(1L));
        assertThat(decoder.truncated()).isTrue();
    }

    @Test
    void another_format_is_kept_as_lines() throws MalformedOutputException {
        RowDecoder decoder = decode("TSV", 2, "1\ta\n\n3\tc");
        assertThat(decoder.columns()).containsExactly(new Result.Column("output", "String"));
        assertThat(decoder.rows()).containsExactly(List.of("1\ta"), List.of(""));
        assertThat(decoder.truncated()).isTrue();
    }

    @Test
    void output_that_breaks_its_format_is_refused() {
        assertThatThrownBy(() -> decode(RowDecoder.FORMAT, 9, "[\"x\"]\n"))
                .isInstanceOf(MalformedOutputException.class)
                .hasMessage("it ends behind the names of the columns");
        assertThatThrownBy(() -> decode(RowDecoder.FORMAT, 9, "[\"x\"]\n[\"UInt8\", \"UInt8\"]\n"))
                .hasMessage("1 names of columns, but 2 types");
        assertThatThrownBy(() -> decode(RowDecoder.FORMAT, 9, "[\"x\"]\n[\"UInt8\"]\n[1, 2]\n"))
                .hasMessage("a row of 2 values for 1 columns");
        assertThatThrownBy(() -> value("UInt8", "\"many\"")).hasMessage("the column x is no UInt8");
    }

    @Test
    void a_long_value_in_many_pieces_takes_no_time_at_all() throws MalformedOutputException {
        byte[] piece = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
        RowDecoder decoder = new RowDecoder(1, "TSV");
        long started = System.nanoTime();
        for (int i = 0; i < 4096; i++) {
            decoder.accept(piece, piece.length);
        }
        decoder.finish();
        // Copying all that came before with every piece would be 67 GB.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat((String) decoder.rows().get(0).get(0)).hasSize(4096 * 8192);
    }
}
