package dev.amig.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClickHouse's own JDBC driver over gRPC. {@code compress=0}: its default asks for lz4, which it cannot read itself. */
class OfficialJdbcIT {
    @RegisterExtension
    static final EmbeddedNodeExtension node = new EmbeddedNodeExtension();

    private static Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:ch:grpc://127.0.0.1:" + node.grpcPort() + "/default?compress=0" + parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&async=false"})
    void it_connects_and_learns_the_version(String parameters) throws SQLException {
        try (Connection connection = connect(parameters)) {
            assertThat(connection.getMetaData().getDatabaseProductVersion()).matches("26\\.7\\..*");
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&async=false"})
    void it_creates_inserts_selects_counts_and_drops(String parameters) throws SQLException {
        try (Connection connection = connect(parameters);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS jdbc");
            statement.execute("CREATE TABLE jdbc (id UInt64, name String) ENGINE = MergeTree ORDER BY id");
            statement.executeUpdate("INSERT INTO jdbc VALUES (1, 'one'), (2, 'zwö')");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO jdbc (id, name) VALUES (?, ?)")) {
                for (int i = 3; i <= 1000; i++) {
                    insert.setLong(1, i);
                    insert.setString(2, "it's " + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(998);
            }
            assertThat(text(statement, "SELECT count(), sum(id) FROM jdbc")).isEqualTo("1000 500500");
            assertThat(text(statement, "SELECT id, name FROM jdbc WHERE id IN (2, 3, 1000) ORDER BY id"))
                    .isEqualTo("2 zwö\n3 it's 3\n1000 it's 1000");
            statement.execute("DROP TABLE jdbc");
            assertThat(text(statement, "EXISTS TABLE jdbc")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&async=false"})
    void it_reports_an_error_and_goes_on(String parameters) throws SQLException {
        try (Connection connection = connect(parameters);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nosuch"))
                    .isInstanceOfSatisfying(SQLException.class, failure -> {
                        assertThat(failure.getErrorCode()).isEqualTo(60);
                        assertThat(failure.getMessage())
                                .startsWith(
                                        "DB::Exception: Unknown table expression identifier 'nosuch' in scope SELECT * FROM nosuch, server ClickHouseNode ");
                    });
            assertThat(text(statement, "SELECT 1")).isEqualTo("1");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                text.append(text.length() == 0 ? "" : "\n");
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
            }
        }
        return text.toString();
    }
}
