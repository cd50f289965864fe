package dev.amig.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.gate.privilege.Privilege;
import dev.amig.gate.privilege.StatementPrivileges;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a statement needs, by its words. The names of the rights are tried on a server by {@code StartChecksIT}. */
class StatementPrivilegesTest {
    private static String of(String sql) {
        return StatementPrivileges.of(sql).stream().map(Privilege::toString).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            SELECT a FROM db.t AS x JOIN u ON 1                      | SELECT ON db.t; SELECT ON u
            SELECT EXTRACT(DAY FROM day) FROM numbers(3)             |
            WITH w AS (SELECT 1 FROM t) SELECT * FROM w              | SELECT ON t
            SELECT count() FROM system.parts                         |
            INSERT INTO t SELECT * FROM u                            | INSERT ON t; SELECT ON u
            INSERT INTO db.t (a, `b c`) VALUES (1, 2)                | INSERT(a, `b c`) ON db.t
            INSERT INTO FUNCTION null('n UInt8') SELECT 1            |
            CREATE TABLE IF NOT EXISTS db.t (n UInt8) ENGINE = Log   | CREATE TABLE ON db.t; TABLE ENGINE ON Log
            CREATE OR REPLACE TABLE t (n UInt8) ENGINE = Log         | CREATE TABLE ON t; TABLE ENGINE ON Log; DROP TABLE ON t
            CREATE TABLE t ENGINE = Log AS SELECT n FROM u           | CREATE TABLE ON t; TABLE ENGINE ON Log; INSERT ON t; SELECT ON u
            CREATE MATERIALIZED VIEW v TO t AS SELECT n FROM u       | CREATE VIEW ON v
            CREATE DATABASE IF NOT EXISTS d                          | CREATE DATABASE ON d.*
            DROP TABLE IF EXISTS db.t SYNC                           | DROP TABLE ON db.t
            TRUNCATE TABLE IF EXISTS t                               | TRUNCATE ON t
            OPTIMIZE TABLE t FINAL                                   | OPTIMIZE ON t
            RENAME TABLE a TO b, c TO d                              | SELECT ON a; DROP TABLE ON a; CREATE TABLE ON b; INSERT ON b; SELECT ON c; DROP TABLE ON c; CREATE TABLE ON d; INSERT ON d
            EXCHANGE TABLES a AND b                                  | SELECT ON a; DROP TABLE ON a; CREATE TABLE ON b; INSERT ON b; SELECT ON b; DROP TABLE ON b; CREATE TABLE ON a; INSERT ON a
            ALTER TABLE t ADD COLUMN a Decimal(9, 2), DROP COLUMN b  | ALTER ADD COLUMN ON t; ALTER DROP COLUMN ON t
            ALTER TABLE t ON CLUSTER c UPDATE a = 1 WHERE 1          | ALTER UPDATE ON t; CLUSTER ON *.*
            ALTER TABLE t MODIFY SETTING a = 1, b = 2                | ALTER SETTINGS ON t
            ALTER TABLE t MATERIALIZE COLUMN a                       | ALTER MATERIALIZE COLUMN ON t
            ALTER TABLE t MOVE PARTITION ID '1' TO TABLE u           | INSERT ON u; ALTER DELETE ON t; SELECT ON t
            ALTER TABLE t ATTACH PARTITION 1 FROM u                  | INSERT ON t; SELECT ON u; ALTER DELETE ON t
            ALTER TABLE t REPLACE PARTITION 1 FROM u                 | ALTER DELETE ON t; INSERT ON t; SELECT ON u
            DELETE FROM t WHERE a = 1                                | ALTER DELETE ON t
            KILL QUERY WHERE query_id = 'x'                          | KILL QUERY ON *.*
            """)
    void each_statement_needs(String sql, String privileges) {
        assertThat(of(sql)).isEqualTo(privileges == null ? "" : privileges);
    }

    @Test
    void a_name_that_only_a_row_can_tell_needs_nothing_yet() {
        assertThat(of("CREATE TABLE `of_«row.n»` (n UInt8) ENGINE = Log")).isEqualTo("TABLE ENGINE ON Log");
    }
}
