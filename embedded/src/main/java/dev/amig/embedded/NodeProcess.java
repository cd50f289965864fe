package dev.amig.embedded;

import dev.amig.embedded.process.NodeMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node's process as its parent sees it. */
final class NodeProcess {
    private static final int LOG_TAIL_BYTES = 4_000;

    private final String id;
    private final Process process;
    private final Path log;

    private NodeProcess(String id, Process process, Path log) {
        this.id = id;
        this.process = process;
        this.log = log;
    }

    /** Starts it; {@link #awaitReady} says whether that went well. */
    static NodeProcess start(String id, Path settings, Path log) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                settings.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            return new NodeProcess(id, process, log);
        } catch (IOException e) {
            throw new EmbeddedException("the process of node " + id + " cannot be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @throws EmbeddedException with the process's last words when it ended instead */
    void awaitReady() {
        try {
            // Not closed: the stream stays open for as long as the process lives.
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line;
            while ((line = output.readLine()) != null) {
                if (line.equals(NodeMain.READY)) {
                    return;
                }
            }
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Told below, with what the process said itself.
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EmbeddedException("node " + id + " did not start; its last words: " + lastWords());
    }

    /** The end of what the process wrote. */
    String lastWords() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_TAIL_BYTES));
            byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "(nothing)" : text;
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    void onExit(Runnable listener) {
        process.onExit().thenRun(listener);
    }

    void detach() {
        tell(NodeMain.DETACH);
        closeStreams();
    }

    /** Asks it to end and waits; ends it by force when it does not. */
    void stop(Duration patience) {
        tell(NodeMain.STOP);
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        closeStreams();
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String word) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // The process has ended: there is nobody to tell.
            return;
        }
    }

    private void closeStreams() {
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
        } catch (IOException e) {
            // A pipe to a process that has ended.
            return;
        }
    }

    /** Whether the file holds the engine's or grpc-java's words for a port that somebody else took in between. */
    boolean lostItsPort() {
        try {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            return text.contains("Address already in use") || text.contains("address already in use");
        } catch (IOException e) {
            return false;
        }
    }
}
