package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;

/** PostgreSQL's data, and the server that runs on them. Used under the folder's lock. */
final class DataDirectory {
    private static final String CONFIGURATION = """

            # written by amig
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 60
            shared_buffers = 32MB
            timezone = 'UTC'
            log_timezone = 'UTC'
            """;
    private static final String DURABLE = "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\n";
    private static final String TEMPORARY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";

    private final Path home;
    private final Path data;
    private final Programs programs;

    DataDirectory(Path home, Programs programs) {
        this.home = home;
        this.data = home.resolve("data");
        this.programs = programs;
    }

    /** Makes the data when they are not there; a half-made one is made again. @return the password */
    String create(boolean durable) throws IOException, InterruptedException {
        Path passwordFile = home.resolve("password");
        if (Files.exists(data) && Files.exists(passwordFile)) {
            return Files.readString(passwordFile).strip();
        }
        String password = EmbeddedPostgres.randomPassword();
        EmbeddedPostgres.writePrivately(passwordFile, password + "\n");
        Path fresh = Files.createTempDirectory(home, "data-new-");
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "--username=amig",
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                CONFIGURATION + (durable ? DURABLE : TEMPORARY),
                StandardOpenOption.APPEND);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    /** The port of the server that runs on these data, whoever started it. */
    OptionalInt runningPort() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        // Lines: process number, data directory, start time, port, …
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 4
                || ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isEmpty()) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(lines.get(3).strip());
        return EmbeddedPostgres.answers(port) ? OptionalInt.of(port) : OptionalInt.empty();
    }

    int start(int port) throws IOException, InterruptedException {
        Path log = home.resolve("postgres.log");
        try {
            programs.run(
                    "pg_ctl",
                    List.of(
                            "start",
                            "-D",
                            data.toString(),
                            "-l",
                            log.toString(),
                            "-o",
                            "-p " + port,
                            "-w",
                            "-t",
                            "60"));
        } catch (EmbeddedException e) {
            throw new EmbeddedException(
                    "the journal's PostgreSQL did not start: " + e.getMessage() + "; its log: " + log, e);
        }
        return port;
    }
}
