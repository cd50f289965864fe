package dev.amig.embedded;

import dev.amig.embedded.process.NodeMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node's process as its parent sees it. */
final class NodeProcess {
    private static final int STOP_SECONDS = 10;
    private static final int LOG_TAIL_BYTES = 4_000;

    private final EmbeddedNode node;
    private final Process process;
    private volatile boolean endExpected;

    private NodeProcess(EmbeddedNode node, Process process) {
        this.node = node;
        this.process = process;
    }

    /** Starts it; {@link #awaitReady} says whether that went well. */
    static NodeProcess start(Layout.Place place, Path folder, Path settings) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command(folder, settings));
            // The engine takes its time zone from here; its configuration's <timezone> is not looked at (seen on 26.7).
            builder.environment().put("TZ", "UTC");
            Process process = builder.redirectError(log(folder).toFile()).start();
            EmbeddedNode node = new EmbeddedNode(
                    place.shard(),
                    place.replica(),
                    "127.0.0.1",
                    place.httpPort(),
                    place.nativePort(),
                    place.grpcPort(),
                    process.pid(),
                    folder);
            return new NodeProcess(node, process);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the process of node " + place.id() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Path folder, Path settings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                // What the JVM itself has to say belongs into the log; standard output is for the parent.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-Djna.tmpdir=" + UserFolders.cache("jna"),
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                settings.toString());
    }

    private static Path log(Path folder) {
        return folder.resolve("node.log");
    }

    EmbeddedNode node() {
        return node;
    }

    /** @throws EmbeddedException with the process's last output when it ended instead */
    void awaitReady() {
        try {
            // Not closed: the pipe stays for as long as the process.
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (NodeMain.READY.equals(output.readLine())) {
                return;
            }
            int exitCode = process.waitFor();
            String message = "node " + node.id() + " did not start (exit code " + exitCode + "); its last output: "
                    + lastOutput();
            throw exitCode == NodeMain.PORT_TAKEN ? new PortTakenException(message) : new EmbeddedException(message);
        } catch (IOException e) {
            throw new EmbeddedException("node " + node.id() + " did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("the start of node " + node.id() + " was interrupted", e);
        }
    }

    /** Somebody took a port between the look and the use. */
    static final class PortTakenException extends EmbeddedException {
        PortTakenException(String message) {
            super(message);
        }
    }

    /** Hears of an end that was neither {@link #stop} nor {@link #kill}. */
    void onDeath(Consumer<NodeDeath> listener) {
        process.onExit().thenAccept(ended -> {
            if (!endExpected) {
                listener.accept(new NodeDeath(node, ended.exitValue(), lastOutput()));
            }
        });
    }

    private String lastOutput() {
        Path log = log(node.data());
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_TAIL_BYTES));
            byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "(nothing)" : text;
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + Failures.reason(e) + ")";
        }
    }

    /** From now on its end is no news. Called for all nodes before the first is ended. */
    void expectEnd() {
        endExpected = true;
    }

    /** Asks it to end and waits; ends it by force when it does not. */
    void stop() {
        expectEnd();
        Processes.end(process.toHandle(), STOP_SECONDS);
    }

    /** As a power cut would. */
    void kill() {
        expectEnd();
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
