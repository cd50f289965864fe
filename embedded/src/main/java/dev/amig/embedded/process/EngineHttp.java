package dev.amig.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The few questions that a node's own process asks its engine. A socket each, so that nothing heavy is loaded for them. */
public final class EngineHttp {
    /** Never ends: {@code system.numbers} has no last row. Killing it ends the engine gracefully. */
    static final String KEEP_ALIVE =
            "SELECT sleepEachRow(0.5) FROM system.numbers SETTINGS max_block_size = 1, max_execution_time = 0, "
                    + "function_sleep_max_microseconds_per_block = 10000000, log_queries = 0 FORMAT Null";

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final int port;

    public EngineHttp(int port) {
        this.port = port;
    }

    /** @return false when the engine ended, or did not answer for half a minute */
    boolean awaitReady(BooleanSupplier engineRuns) throws InterruptedException {
        long until = System.nanoTime() + START_PATIENCE.toNanos();
        while (engineRuns.getAsBoolean() && System.nanoTime() < until) {
            if (ask("SELECT 1", Duration.ofSeconds(2)).endsWith("1\n")) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }

    /** Ends the engine's own query, waits for that, then a moment for the engine to close its tables. */
    public void endKeepAlive() {
        ask("KILL QUERY WHERE startsWith(query, 'SELECT sleepEachRow(0.5)') SYNC", STOP_PATIENCE);
    }

    /** @return the body of the answer, empty when there was none */
    public String ask(String sql, Duration patience) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            byte[] body = sql.getBytes(StandardCharsets.UTF_8);
            OutputStream out = socket.getOutputStream();
            String head = "POST / HTTP/1.0\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            return end < 0 ? "" : answer.substring(end + 4);
        } catch (IOException e) {
            return "";
        }
    }
}
