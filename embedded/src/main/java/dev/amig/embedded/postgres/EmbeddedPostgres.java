package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A PostgreSQL of this user's own, with its data in a folder. Several processes may use one folder at once: the first starts the
 * server, the others find it, and the last one to go stops it, whether it closed this or was killed. It listens on 127.0.0.1 and
 * asks for a random password, from its first start on.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "amig";
    private static final String DATABASE = "postgres";
    private static final int WATCHDOG_PATIENCE_SECONDS = 40;

    private final Path home;
    private final int port;
    private final String password;
    private final Process watchdog;

    private EmbeddedPostgres(Path home, int port, String password, Process watchdog) {
        this.home = home;
        this.port = port;
        this.password = password;
        this.watchdog = watchdog;
    }

    /** Whether what is written shall survive a power cut. A journal that is thrown away with its cluster need not. */
    public enum Durability {
        DURABLE,
        TEMPORARY
    }

    /**
     * Starts the server, or finds the one that runs on this folder.
     *
     * @param home made when it is not there
     * @throws EmbeddedException with what stands in the way and what to do
     */
    public static EmbeddedPostgres open(Path home, Durability durability, Consumer<String> progress) {
        try {
            Path folder = Files.createDirectories(home).toRealPath();
            Programs programs = new Programs(PostgresBinaries.locate(progress));
            return open(folder, durability, programs);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the journal's PostgreSQL cannot be started in " + home + ": " + e.getMessage()
                            + "; set journal.url in amig.yaml to use another one",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("the start of the journal's PostgreSQL was interrupted", e);
        }
    }

    private static EmbeddedPostgres open(Path home, Durability durability, Programs programs)
            throws IOException, InterruptedException {
        DirectoryLock lock = DirectoryLock.hold(home.resolve("lock"));
        try {
            Process watchdog = startWatchdog(home, programs);
            try {
                DataDirectory data = new DataDirectory(home, programs);
                String password = data.create(durability == Durability.DURABLE);
                OptionalInt running = data.runningPort();
                int port = running.isPresent() ? running.getAsInt() : data.start(freePort());
                return new EmbeddedPostgres(home, port, password, watchdog);
            } catch (IOException | InterruptedException | RuntimeException e) {
                watchdog.getOutputStream().close();
                throw e;
            }
        } finally {
            lock.close();
        }
    }

    /** Before the server, so that there is no moment in which a kill would leave it behind. */
    private static Process startWatchdog(Path home, Programs programs) throws IOException {
        Path script = home.resolve("watchdog.sh");
        try (var resource = EmbeddedPostgres.class.getResourceAsStream("watchdog.sh")) {
            Files.write(script, resource.readAllBytes());
        }
        long pid = ProcessHandle.current().pid();
        Files.createDirectories(home.resolve("users"));
        Files.writeString(home.resolve("users").resolve(String.valueOf(pid)), "");
        List<String> command = new ArrayList<>(
                List.of("sh", script.toString(), home.toString(), String.valueOf(pid), programs.path("pg_ctl")));
        command.addAll(programs.wrapper());
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public Path home() {
        return home;
    }

    /** Stops the server when nobody else uses it, and waits for that. */
    @Override
    public void close() {
        try {
            watchdog.getOutputStream().close();
            watchdog.waitFor(WATCHDOG_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new EmbeddedException("the journal's PostgreSQL was not told to stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
