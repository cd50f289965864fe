package dev.amig.embedded;

import dev.amig.embedded.process.NodeMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node's process as its parent sees it. */
final class NodeProcess {
    private static final int STOP_SECONDS = 10;

    private final EmbeddedNode node;
    private final Process process;
    private final NodeLog log;
    private volatile boolean endExpected;

    private NodeProcess(EmbeddedNode node, Process process, NodeLog log) {
        this.node = node;
        this.process = process;
        this.log = log;
    }

    /** Starts it; {@link #awaitReady} says whether that went well. */
    static NodeProcess start(Layout.Place place, Path folder, Path settings) {
        try {
            NodeLog log = new NodeLog(folder);
            log.clear();
            ProcessBuilder builder = new ProcessBuilder(command(log, settings));
            // The engine takes its time zone from here; its configuration's <timezone> is not looked at (seen on 26.7).
            builder.environment().put("TZ", "UTC");
            Process process = builder.redirectError(log.file().toFile()).start();
            EmbeddedNode node = new EmbeddedNode(
                    place.shard(),
                    place.replica(),
                    "127.0.0.1",
                    place.httpPort(),
                    place.nativePort(),
                    place.grpcPort(),
                    process.pid(),
                    folder);
            return new NodeProcess(node, process, log);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the process of node " + place.id() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(NodeLog log, Path settings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                // What the JVM itself has to say belongs into the log; standard output is for the parent.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:ErrorFile=" + log.crashFile(),
                "-Djna.tmpdir=" + UserFolders.cache("jna"),
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                settings.toString());
    }

    EmbeddedNode node() {
        return node;
    }

    /** @throws EmbeddedException with the process's last output when it ended instead */
    void awaitReady() {
        try {
            // Not closed: the pipe stays for as long as the process.
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = said.readLine();
            while (line != null && !line.equals(NodeMain.READY)) {
                line = said.readLine();
            }
            if (line != null) {
                return;
            }
            int exitCode = process.waitFor();
            String output = log.lastOutput();
            String message =
                    "node " + node.id() + " did not start (exit code " + exitCode + "); its last output: " + output;
            throw isPortTaken(output) ? new PortTakenException(message) : new EmbeddedException(message);
        } catch (IOException e) {
            throw new EmbeddedException("node " + node.id() + " did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("the start of node " + node.id() + " was interrupted", e);
        }
    }

    /** In the words of the engine and of grpc-java; the rest of their sentences changes from version to version. */
    private static boolean isPortTaken(String output) {
        return output.contains("Address already in use");
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
                listener.accept(new NodeDeath(node, ended.exitValue(), log.lastOutput()));
            }
        });
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
