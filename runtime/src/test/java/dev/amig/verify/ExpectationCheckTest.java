package dev.amig.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.source.Location;
import dev.amig.language.tree.Expectation;
import dev.amig.transport.Counters;
import dev.amig.transport.Result;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectationCheckTest {
    private static final Location HERE = new Location("x.amig", 1, 1);

    private static Result rows(List<?>... rows) {
        List<List<Object>> typed = Arrays.stream(rows)
                .<List<Object>>map(row -> Arrays.asList(row.toArray()))
                .toList();
        int width = rows.length == 0 ? 1 : rows[0].size();
        List<Result.Column> columns = IntStream.range(0, width)
                .mapToObj(i -> new Result.Column("c" + i, "String"))
                .toList();
        return new Result(columns, typed, false, Counters.ZERO, Duration.ZERO);
    }

    private static Map<String, String> check(Expectation expectation, Result result) {
        return ExpectationCheck.mismatches(expectation, Map.of("s1r1", result));
    }

    private static Expectation compared(Expectation.Comparison comparison, String value) {
        return new Expectation.Compared(HERE, comparison, value);
    }

    @Test
    void no_rows() {
        assertThat(check(new Expectation.NoRows(HERE), rows())).isEmpty();
        assertThat(check(new Expectation.NoRows(HERE), rows(List.of("202401", 12L), List.of("202402", 1L))))
                .isEqualTo(Map.of("s1r1", "expected no rows, got 2 rows, the first: (202401, 12)"));
    }

    @Test
    void at_least_one_row() {
        assertThat(check(new Expectation.Rows(HERE), rows(List.of(1L)))).isEmpty();
        assertThat(check(new Expectation.Rows(HERE), rows())).isEqualTo(Map.of("s1r1", "expected rows, got none"));
    }

    @Test
    void truth() {
        assertThat(check(new Expectation.IsTrue(HERE), rows(List.of(1L)))).isEmpty();
        assertThat(check(new Expectation.IsTrue(HERE), rows(List.of(true)))).isEmpty();
        assertThat(check(new Expectation.IsTrue(HERE), rows(List.of(0L))))
                .isEqualTo(Map.of("s1r1", "expected a true value, got 0"));
        assertThat(check(new Expectation.IsTrue(HERE), rows(Arrays.asList((Object) null))))
                .isEqualTo(Map.of("s1r1", "expected a true value, got null"));
        assertThat(check(new Expectation.IsTrue(HERE), rows(List.of(1L), List.of(1L))))
                .isEqualTo(Map.of("s1r1", "expected one row with one value, got 2 rows of 1 columns"));
    }

    @Test
    void numbers_compare_as_numbers_and_exactly() {
        Expectation equal = compared(Expectation.Comparison.EQUAL, "18446744073709551615");
        assertThat(check(equal, rows(List.of(new BigInteger("18446744073709551615")))))
                .isEmpty();
        assertThat(check(equal, rows(List.of(new BigInteger("18446744073709551614")))))
                .isEqualTo(Map.of("s1r1", "expected = 18446744073709551615, got 18446744073709551614"));
        assertThat(check(compared(Expectation.Comparison.GREATER, "9"), rows(List.of(10L))))
                .isEmpty();
        assertThat(check(compared(Expectation.Comparison.EQUAL, "1.0"), rows(List.of(1L))))
                .isEmpty();
        assertThat(check(compared(Expectation.Comparison.NOT_EQUAL, "b"), rows(List.of("a"))))
                .isEmpty();
    }

    @Test
    void null_satisfies_no_comparison() {
        assertThat(check(compared(Expectation.Comparison.NOT_EQUAL, "0"), rows(Arrays.asList((Object) null))))
                .isEqualTo(Map.of("s1r1", "expected != 0, got null"));
    }

    @Test
    void the_same_rows_in_another_order_are_the_same() {
        Map<String, Result> results =
                Map.of("s1r1", rows(List.of("a"), List.of("b")), "s2r1", rows(List.of("b"), List.of("a")));
        assertThat(ExpectationCheck.mismatches(new Expectation.SameOnEveryNode(HERE), results))
                .isEmpty();
    }

    @Test
    void a_differing_node_is_named_with_the_row() {
        Map<String, Result> results = Map.of(
                "s1r1", rows(List.of("a"), List.of("b")),
                "s2r1", rows(List.of("a"), List.of("c")),
                "s3r1", rows(List.of("a")),
                "s4r1", rows(List.of("a"), List.of("b"), List.of("b")));
        assertThat(ExpectationCheck.mismatches(new Expectation.SameOnEveryNode(HERE), results))
                .isEqualTo(Map.of(
                        "s2r1", "expected the same rows as on s1r1, only here: (c)",
                        "s3r1", "expected the same rows as on s1r1, missing here: (b)",
                        "s4r1", "expected the same rows as on s1r1, got 3 rows instead of 2"));
    }
}
