package dev.amig.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresJournalIT extends JournalContract {
    @TempDir
    private static Path home;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.TEMPORARY, line -> {});
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @Override
    public Journal open() {
        return PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @Override
    public void age(String cluster, Duration silence) {
        String sql = "update amig.lease set heartbeat_at = heartbeat_at - make_interval(secs => ?) where cluster = ?";
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, silence.toSeconds());
            statement.setString(2, cluster);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_wrong_password_is_told_with_what_to_check() {
        assertThatThrownBy(() -> PostgresJournal.open(postgres.jdbcUrl(), postgres.user(), "guess"))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal at " + postgres.jdbcUrl()
                        + " cannot be used: FATAL: password authentication failed for user \"amig\""
                        + "; check journal.url, journal.user and journal.password in amig.yaml");
    }

    @Test
    void a_server_that_is_not_there_is_told_with_its_address() {
        assertThatThrownBy(() -> PostgresJournal.open("jdbc:postgresql://127.0.0.1:1/postgres", "u", "p"))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("the journal at jdbc:postgresql://127.0.0.1:1/postgres cannot be used: "
                        + "Connection to 127.0.0.1:1 refused.");
    }
}
