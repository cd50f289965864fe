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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a Int8) ENGINE = Memory | true",
                "CREATE TABLE t ENGINE = Memory AS SELECT 1 | false",
                "DROP TABLE IF EXISTS t SYNC | true",
                "/* at last */ EXCHANGE TABLES a AND b | true",
                "ALTER TABLE t ADD COLUMN a UInt8 | true",
                "ALTER TABLE t MOVE PARTITION 1 TO TABLE u | true",
                "ALTER TABLE t UPDATE a = 1 WHERE 1 | false",
                "ALTER TABLE t MODIFY COLUMN a String | false",
                "INSERT INTO t SELECT 1 | false",
                "OPTIMIZE TABLE t FINAL | false",
                "SYSTEM SYNC REPLICA t | false",
                "SELECT 1 | false",
            })
    void what_changes_definitions_alone_is_soon_over(String sql, boolean soon) {
        assertThat(StatementKind.isSoonOver(sql)).isEqualTo(soon);
    }
}
