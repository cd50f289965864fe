package dev.amig.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether the engine answers over HTTP. It listens there last: its tables are loaded then, and it listens for the native protocol.
 * Bare sockets, so that no client has to be loaded.
 */
final class Readiness {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int SOCKET_MILLIS = 2_000;
    private static final long POLL_MILLIS = 10;

    private final NodeSettings settings;

    Readiness(NodeSettings settings) {
        this.settings = settings;
    }

    /** @return false when the engine ended instead, or did not answer for a minute */
    boolean await(BooleanSupplier engineRuns) throws InterruptedException {
        long start = System.nanoTime();
        while (engineRuns.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
            if (answers()) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    private boolean answers() {
        try (Socket socket = connect(settings.httpPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.endsWith("Ok.\n");
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(SOCKET_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SOCKET_MILLIS);
        return socket;
    }
}
