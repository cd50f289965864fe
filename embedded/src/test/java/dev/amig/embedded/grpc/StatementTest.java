package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.embedded.grpc.Statement.Kind;
import org.junit.jupiter.api.Test;

class StatementTest {
    @Test
    void what_answers_with_rows_reads() {
        assertKind(
                Kind.READ,
                "SELECT 1",
                "  -- SET x = 1\n/* INSERT */ # USE\n select 1",
                "((SELECT 1))",
                "WITH 1 AS x SELECT x",
                "WITH (SELECT 1) AS insert SELECT insert",
                "FROM t SELECT a",
                "SHOW TABLES",
                "DESC t",
                "EXPLAIN INSERT INTO t SELECT 1",
                "EXISTS TABLE t");
    }

    @Test
    void an_insert_takes_data_or_selects() {
        assertKind(
                Kind.INSERT_DATA,
                "INSERT INTO t VALUES (1)",
                "insert into t (a, b) values",
                "INSERT INTO `values` VALUES",
                "INSERT INTO values VALUES",
                "INSERT INTO format FORMAT CSV",
                "INSERT INTO db.t (* EXCEPT(x)) SETTINGS a = 1 FORMAT CSV 1",
                "INSERT INTO FUNCTION file('x', 'CSV', 'a UInt8') VALUES (1)");
        assertKind(
                Kind.INSERT_SELECT,
                "INSERT INTO t SELECT 1",
                "INSERT INTO t (SELECT 1)",
                "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
                "INSERT INTO t (a) WITH 1 AS x SELECT x FORMAT Null",
                "INSERT INTO t SELECT x FROM input('x UInt8') FORMAT CSV",
                "INSERT INTO t FROM INFILE 'x.csv' FORMAT CSV");
    }

    @Test
    void what_is_pointless_without_a_session_needs_one() {
        assertKind(
                Kind.NEEDS_SESSION,
                "SET max_threads = 1",
                "USE system",
                "CREATE TEMPORARY TABLE t (a UInt8)",
                "CREATE OR REPLACE TEMPORARY TABLE t (a UInt8)");
        assertKind(
                Kind.OTHER,
                "CREATE TABLE temporary (a UInt8) ENGINE = Memory",
                "ALTER TABLE t ADD COLUMN b UInt8",
                "SYSTEM FLUSH LOGS",
                "#!/only a comment",
                "");
    }

    @Test
    void inline_data_begin_behind_values_or_format() {
        assertThat(dataOf("INSERT INTO t VALUES (1)")).isEqualTo("(1)");
        assertThat(dataOf("INSERT INTO t FORMAT CSV 1,2")).isEqualTo("1,2");
        assertThat(dataOf("INSERT INTO t (`a)`) FORMAT CSV 'x'")).isEqualTo("'x'");
        assertThat(dataOf("INSERT INTO t SELECT x FROM input('x UInt8') FORMAT CSV 7"))
                .isEqualTo("7");
        for (String none : new String[] {"INSERT INTO t VALUES", "INSERT INTO t VALUES /* none */ -- at all"}) {
            assertThat(dataOf(none)).isEmpty();
            assertThat(Statement.of(none).hasInlineData(none)).isFalse();
        }
    }

    @Test
    void one_line_break_after_the_format_is_not_data_and_everything_after_it_is() {
        assertThat(dataOf("INSERT INTO t FORMAT TSV \t\r\n\n  x\n")).isEqualTo("\n  x\n");
        assertThat(dataOf("INSERT INTO t FORMAT TSV\n")).isEmpty();
        assertThat(dataOf("INSERT INTO t FORMAT TSV\n'unclosed")).isEqualTo("'unclosed");
    }

    @Test
    void a_select_takes_no_data() {
        assertThat(Statement.of("SELECT 1 FORMAT CSV").dataStart()).isEmpty();
        assertThat(Statement.of("INSERT INTO t SELECT 1 FORMAT Null").dataStart())
                .isEmpty();
    }

    @Test
    void the_clauses_of_the_output_are_told_from_names_that_look_like_them() {
        assertThat(bodyOf("SELECT format, into FROM t FORMAT CSV SETTINGS a = 1"))
                .isEqualTo("SELECT format, into FROM t ");
        assertThat(bodyOf("SELECT format('{}', 1);")).isEqualTo("SELECT format('{}', 1)");
        assertThat(bodyOf("SELECT 1 INTO OUTFILE 'x' FORMAT CSV")).isEqualTo("SELECT 1 ");
        assertThat(bodyOf("SELECT ';', $x$ FORMAT CSV $x$, \"FORMAT CSV\""))
                .isEqualTo("SELECT ';', $x$ FORMAT CSV $x$, \"FORMAT CSV\"");
    }

    @Test
    void totals_and_extremes_count_only_where_the_query_itself_asks_for_them() {
        assertThat(Statement.of("SELECT 1 GROUP BY 1 with totals").totals()).isTrue();
        assertThat(Statement.of("SELECT * FROM (SELECT 1 GROUP BY 1 WITH TOTALS)")
                        .totals())
                .isFalse();
        assertThat(Statement.of("SELECT 'WITH TOTALS'").totals()).isFalse();
        assertThat(Statement.of("SELECT 1 SETTINGS extremes = 1").extremes()).isTrue();
        assertThat(Statement.of("SELECT 1 SETTINGS extremes = 0").extremes()).isFalse();
    }

    @Test
    void text_that_never_closes_its_quotes_or_comments_comes_to_an_end() {
        for (String query :
                new String[] {"SELECT 'x", "SELECT `x\\", "/* SELECT 1", "SELECT $x$ 1", "INSERT INTO", "CREATE", "WITH"
                }) {
            assertThat(Statement.of(query).dataStart()).isEmpty();
        }
    }

    private static void assertKind(Kind kind, String... queries) {
        for (String query : queries) {
            assertThat(Statement.of(query).kind()).as(query).isEqualTo(kind);
        }
    }

    private static String dataOf(String query) {
        return query.substring(Statement.of(query).dataStart().orElseThrow());
    }

    private static String bodyOf(String query) {
        return query.substring(0, Statement.of(query).bodyEnd());
    }
}
