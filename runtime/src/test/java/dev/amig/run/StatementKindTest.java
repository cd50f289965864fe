package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 | QUERY",
                "  -- a comment\\n /* another */ ((select 1)) | QUERY",
                "#! not a query\\nSHOW TABLES | QUERY",
                "/* /* */ SELECT */ (// x\\n DROP TABLE t) | DEFINITION",
                "EXISTS TABLE t | QUERY",
                "CREATE TABLE t (a Int8) ENGINE = Memory | DEFINITION",
                "CREATE TABLE IF NOT EXISTS t (a Int8) ENGINE = Memory | GUARDED_DEFINITION",
                "DROP TABLE IF EXISTS t SYNC | GUARDED_DEFINITION",
                "DROP TABLE t | DEFINITION",
                "CREATE TABLE IF NOT EXISTS t ENGINE = Memory AS SELECT 1 | PARTIAL",
                "CREATE MATERIALIZED VIEW IF NOT EXISTS v TO t AS SELECT 1 | GUARDED_DEFINITION",
                "CREATE OR REPLACE VIEW v AS SELECT 1 | DEFINITION",
                "RENAME TABLE a TO b | DEFINITION",
                "INSERT INTO t SELECT 1 | PARTIAL",
                "ALTER TABLE t UPDATE a = 1 WHERE 1 | PARTIAL",
                "WITH 1 AS x SELECT x | PARTIAL",
                "'' | PARTIAL",
            })
    void what_may_be_repeated_is_told_by_how_the_statement_begins(String sql, StatementKind kind) {
        assertThat(StatementKind.of(sql.replace("\\n", "\n"))).isEqualTo(kind);
    }
}
