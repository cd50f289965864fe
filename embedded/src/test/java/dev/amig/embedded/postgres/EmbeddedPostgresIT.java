package dev.amig.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    Path home;

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, line -> {});
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private boolean isStopped() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (Files.exists(home.resolve("data/postmaster.pid")) && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        return !Files.exists(home.resolve("data/postmaster.pid"));
    }

    private Process user() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresUser.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String url =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(url).startsWith("jdbc:postgresql://127.0.0.1:");
        return process;
    }

    @Test
    void what_is_written_is_there_after_a_restart() throws Exception {
        try (EmbeddedPostgres postgres = open()) {
            assertThat(ask(postgres, "select split_part(version(), ' ', 2)")).isEqualTo("18.6");
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            execute(postgres, "create table t as select 42 as answer");
        }
        assertThat(isStopped()).isTrue();
        try (EmbeddedPostgres postgres = open()) {
            assertThat(ask(postgres, "select answer from t")).isEqualTo("42");
        }
    }

    @Test
    void a_wrong_password_is_refused_from_the_first_start_on() {
        try (EmbeddedPostgres postgres = open()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed for user \"amig\"");
            assertThat(home.resolve("password").toFile().canRead()).isTrue();
            assertThat(Files.getFileStore(home).supportsFileAttributeView("posix"))
                    .isTrue();
            assertThat(Files.getPosixFilePermissions(home.resolve("password"))).hasSize(2);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_last_user_stops_the_server_whoever_started_it() throws Exception {
        Process starter = user();
        try (EmbeddedPostgres second = open()) {
            starter.getOutputStream().close();
            starter.waitFor();
            assertThat(ask(second, "select 1")).isEqualTo("1");
        }
        assertThat(isStopped()).isTrue();
    }

    @Test
    void a_user_that_is_killed_leaves_no_server_behind() throws Exception {
        Process user = user();
        user.destroyForcibly().waitFor();
        assertThat(isStopped()).isTrue();
        try (EmbeddedPostgres next = open()) {
            assertThat(ask(next, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_half_made_folder_is_made_again() throws Exception {
        Files.createDirectories(home.resolve("data-new-123"));
        Files.writeString(home.resolve("password"), "from an interrupted start\n");
        try (EmbeddedPostgres postgres = open()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }
}
