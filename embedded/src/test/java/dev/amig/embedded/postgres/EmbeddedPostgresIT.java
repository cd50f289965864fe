package dev.amig.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.embedded.EmbeddedException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    Path home;

    /** The last user's leave does not wait for the server's end, and the folder goes now. */
    @AfterEach
    void awaitTheKeepersEnd() throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (Files.exists(home.resolve("keeper")) && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

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
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
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
    void a_wrong_password_is_refused_from_the_first_start_on() throws Exception {
        try (EmbeddedPostgres postgres = open()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed for user \"amig\"");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), ""))
                    .isInstanceOf(SQLException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(Files.readAllLines(home.resolve("data/pg_hba.conf")))
                    .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("scram-sha-256"));
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
    void two_openings_of_one_process_are_two_users() throws Exception {
        EmbeddedPostgres first = open();
        try (EmbeddedPostgres second = open()) {
            assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
            first.close();
            first.close();
            Thread.sleep(300);
            assertThat(ask(second, "select 1")).isEqualTo("1");
        }
        assertThat(isStopped()).isTrue();
    }

    @Test
    void users_that_come_and_go_at_once_never_meet_a_server_that_stops() throws Exception {
        List<CompletableFuture<Void>> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            users.add(CompletableFuture.runAsync(this::comeAndGo));
        }
        for (CompletableFuture<Void> user : users) {
            user.get(60, TimeUnit.SECONDS);
        }
        assertThat(isStopped()).isTrue();
    }

    private void comeAndGo() {
        for (int i = 0; i < 8; i++) {
            try (EmbeddedPostgres postgres = open()) {
                assertThat(ask(postgres, "select 1")).isEqualTo("1");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_server_whose_keeper_was_killed_is_adopted() throws Exception {
        try (EmbeddedPostgres first = open()) {
            kill(Files.readString(home.resolve("keeper")).split(" ")[0]);
            try (EmbeddedPostgres second = open()) {
                assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
            }
            Thread.sleep(300);
            assertThat(ask(first, "select 1")).isEqualTo("1");
        }
        assertThat(isStopped()).isTrue();
    }

    @Test
    void what_is_typed_in_the_terminal_does_not_reach_the_server() throws Exception {
        try (EmbeddedPostgres postgres = open()) {
            String keeper = Files.readString(home.resolve("keeper")).split(" ")[0];
            for (String signal : List.of("INT", "HUP", "QUIT", "TERM")) {
                new ProcessBuilder("kill", "-" + signal, keeper).start().waitFor();
            }
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
            String server =
                    Files.readAllLines(home.resolve("data/postmaster.pid")).get(0);
            String stat = Files.readString(Path.of("/proc", server, "stat"));
            String session = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
            assertThat(session).isEqualTo(server);
        }
        assertThat(isStopped()).isTrue();
    }

    @Test
    void a_server_that_was_killed_is_started_again_by_the_next_user() throws Exception {
        try (EmbeddedPostgres first = open()) {
            execute(first, "create table t as select 42 as answer");
            kill(Files.readAllLines(home.resolve("data/postmaster.pid")).get(0));
            try (EmbeddedPostgres second = open()) {
                assertThat(ask(second, "select answer from t")).isEqualTo("42");
            }
        }
        assertThat(isStopped()).isTrue();
    }

    private static void kill(String pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_temporary_server_leaves_no_folder() throws Exception {
        Path folder = home.resolve("gone");
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.open(folder, EmbeddedPostgres.Durability.TEMPORARY, line -> {})) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("off");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void root_without_user_namespaces_is_told_what_to_do() {
        // A user namespace in which no other can be made.
        List<String> forbidding = List.of(
                "unshare",
                "-Ur",
                "sh",
                "-c",
                "echo 0 >/proc/sys/user/max_user_namespaces; exec unshare -U \"$@\"",
                "sh");
        Programs programs = Programs.in(PostgresBinaries.locate(line -> {})).wrappedBy(forbidding);
        assertThatThrownBy(() -> EmbeddedPostgres.open(home, EmbeddedPostgres.Durability.DURABLE, programs, line -> {}))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage("the journal's PostgreSQL cannot be started in " + home
                        + ": PostgreSQL does not run as root, and this system forbids the user namespace in which it would"
                        + " (unshare: unshare failed: No space left on device); run amig as another user,"
                        + " or set journal.url in amig.yaml to a PostgreSQL of your own");
    }

    @Test
    void data_of_another_major_version_are_left_alone() throws Exception {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining(
                        home.resolve("data") + " was made by PostgreSQL 17, and amig brings PostgreSQL 18;");
        assertThat(home.resolve("data/PG_VERSION")).hasContent("17");
    }

    @Test
    void a_half_made_folder_is_made_again() throws Exception {
        Files.createDirectories(home.resolve("data-new-123"));
        Files.writeString(home.resolve("password"), "from an interrupted start\n");
        try (EmbeddedPostgres postgres = open()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void of_a_program_that_fails_only_the_reason_is_told() throws Exception {
        Programs programs = Programs.in(PostgresBinaries.locate(line -> {}));
        assertThatThrownBy(() ->
                        programs.run("initdb", List.of("-D", home.resolve("x").toString(), "--wal-segsize=3")))
                .isInstanceOf(EmbeddedException.class)
                .hasMessage(
                        "initdb failed with exit code 1: argument of --wal-segsize must be a power of two between 1 and 1024");
    }
}
