package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import dev.amig.embedded.Ports;
import dev.amig.embedded.PrivateFile;
import dev.amig.embedded.process.TemporaryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** PostgreSQL's data, and the server that runs on them. Used under the folder's lock. */
final class DataDirectory {
    private static final String FRESH = "data-new-";
    private static final int START_TRIES = 3;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

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
        this.data = in(home);
        this.programs = programs;
    }

    static boolean isIn(Path home) {
        return Files.exists(in(home));
    }

    private static Path in(Path home) {
        return home.resolve("data");
    }

    /** Makes the data where there are none: beside their place, then moved there whole. @return the password */
    String create(boolean durable) throws IOException, InterruptedException {
        Path passwordFile = home.resolve("password");
        if (Files.exists(data)) {
            requireVersion();
            return Files.readString(passwordFile).strip();
        }
        sweep();
        // Before the data: a password without data is made anew, data without a password would be lost.
        String password = randomPassword();
        PrivateFile.write(passwordFile, password + "\n");
        Path fresh = Files.createTempDirectory(home, FRESH);
        initialize(fresh, passwordFile, durable);
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                CONFIGURATION + (durable ? DURABLE : TEMPORARY),
                StandardOpenOption.APPEND);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    /** With a password from the first moment on: no connection was ever trusted. */
    private void initialize(Path fresh, Path passwordFile, boolean durable) throws IOException, InterruptedException {
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        fresh.toString(),
                        "--username=" + EmbeddedPostgres.USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        // More rounds make a guessable password dear to guess. This one is 24 random bytes, and
                        // every new connection would pay for the rounds, on both sides.
                        "--set=scram_iterations=1",
                        "--encoding=UTF8",
                        "--locale=C",
                        durable ? "--sync-method=fsync" : "--no-sync"));
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR)) {
            throw new EmbeddedException(
                    data + " was made by PostgreSQL " + version + ", and amig brings PostgreSQL "
                            + PostgresBinaries.MAJOR + "; dump it with the programs of version " + version
                            + " and restore it into a PostgreSQL of your own (journal.url in amig.yaml), or move the folder away");
        }
    }

    private void sweep() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home, FRESH + "*")) {
            for (Path leftover : leftovers) {
                TemporaryFolder.deleteTree(leftover);
            }
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The port of the server that runs on these data, whoever started it; started where there is none. */
    int port() throws IOException, InterruptedException {
        OptionalInt running = runningPort();
        return running.isPresent() ? running.getAsInt() : start();
    }

    /** From the file by which PostgreSQL keeps a second server from its data; after a crash it is still there. */
    private OptionalInt runningPort() throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).strip().equals("ready")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return answers(port) ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int start() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try (Ports ports = new Ports()) {
                int port = ports.any();
                start(port);
                return port;
            } catch (EmbeddedException e) {
                if (attempt == START_TRIES || !lastLog().contains("could not bind")) {
                    throw new EmbeddedException(e.getMessage() + "; the end of its log: " + lastLog(), e);
                }
            }
        }
    }

    void start(int port) throws IOException, InterruptedException {
        Files.deleteIfExists(log());
        Path starting = Files.writeString(home.resolve("starting"), "");
        try {
            programs.run(
                    "pg_ctl",
                    List.of(
                            "start",
                            "-D",
                            data.toString(),
                            "-l",
                            log().toString(),
                            "-o",
                            "-p " + port,
                            "-w",
                            "-t",
                            "60"));
        } finally {
            Files.deleteIfExists(starting);
        }
    }

    /** As {@code pg_ctl} does it: {@code fast} ends well, {@code immediate} as a crash does. */
    void stop(String mode) throws IOException, InterruptedException {
        programs.run("pg_ctl", List.of("stop", "-D", data.toString(), "-m", mode, "-w", "-t", "30"));
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    private String lastLog() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }
}
