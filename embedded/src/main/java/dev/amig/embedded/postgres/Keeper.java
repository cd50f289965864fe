package dev.amig.embedded.postgres;

import dev.amig.embedded.EmbeddedException;
import dev.amig.embedded.ProcessIdentity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The small process beside the server that stops it when the last user is gone. Users are those who hold a named pipe open, so
 * that the kernel counts them, and no user can forget to say that it has ended. {@code keeper.sh} is the other half of this class.
 */
final class Keeper {
    private static final long POLL_MILLIS = 20;
    private static final int STOP_SECONDS = 60;

    private final Path home;
    private final Programs programs;
    private final boolean temporary;
    private ProcessIdentity identity;

    /** @param temporary whether the folder goes with the server */
    Keeper(Path home, Programs programs, boolean temporary) {
        this.home = home;
        this.programs = programs;
        this.temporary = temporary;
    }

    /**
     * Becomes a user; starts the keeper where there is none. Called under the folder's lock.
     *
     * @return closing it, or dying, is leaving
     */
    RandomAccessFile enter() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (isAlive()) {
            if (System.nanoTime() > until) {
                throw new EmbeddedException(
                        "the process " + identity.pid() + " has been stopping the server for a minute; end it (kill -9 "
                                + identity.pid() + ") and try again");
            }
            if (Files.exists(pipe())) {
                RandomAccessFile user = join();
                if (isStillOpen()) {
                    return user;
                }
                user.close();
            }
            // It is stopping the server.
            Thread.sleep(POLL_MILLIS);
        }
        return start();
    }

    /** A line for the keeper, which may have looked at an empty pipe a moment ago. */
    private RandomAccessFile join() throws IOException {
        // For reading too: an opening for writing alone would wait for a reader, and that one may just have died.
        RandomAccessFile user = new RandomAccessFile(pipe().toFile(), "rw");
        user.write('\n');
        return user;
    }

    /** While the keeper decides, the pipe has another name: it comes back, or the keeper ends. */
    private boolean isStillOpen() throws InterruptedException {
        while (isAlive()) {
            if (Files.exists(pipe())) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    private RandomAccessFile start() throws IOException, InterruptedException {
        // Users of a keeper that was killed still hold the pipe; it stays theirs.
        if (Files.exists(closingPipe())) {
            Files.move(closingPipe(), pipe(), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(pipe())) {
            programs.runPlain("mkfifo", List.of("-m", "600", pipe().toString()));
        }
        RandomAccessFile user = join();
        Process process = launch();
        identity = ProcessIdentity.of(process.pid());
        Files.writeString(identityFile(), identity + "\n");
        return user;
    }

    private Process launch() throws IOException {
        Path script = home.resolve("keeper.sh");
        try (var resource = Keeper.class.getResourceAsStream("keeper.sh")) {
            Files.write(script, resource.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                "sh", script.toString(), home.toString(), temporary ? "remove" : "keep", programs.path("pg_ctl")));
        command.addAll(programs.wrapper());
        Process process = new ProcessBuilder(command)
                .directory(home.getRoot().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return process;
    }

    private boolean isAlive() {
        try {
            String text = Files.readString(identityFile(), StandardCharsets.UTF_8);
            identity = ProcessIdentity.parse(text);
            return identity.living().isPresent();
        } catch (IOException e) {
            // It removes the file when it ends.
            return false;
        }
    }

    /** Waits until it has stopped the server, and removed what it shall. @return false when it has not after that time */
    boolean awaitEnd(int seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (identity.living().isPresent() && System.nanoTime() < until) {
            Thread.sleep(POLL_MILLIS);
        }
        return identity.living().isEmpty();
    }

    private Path pipe() {
        return home.resolve("users");
    }

    private Path closingPipe() {
        return home.resolve("users.closing");
    }

    private Path identityFile() {
        return home.resolve("keeper");
    }
}
