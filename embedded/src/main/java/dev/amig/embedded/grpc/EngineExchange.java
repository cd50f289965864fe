package dev.amig.embedded.grpc;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One statement over one connection of its own, sent once and never again. The HTTP clients of the JDK are no choice:
 * one silently repeats a POST whose answer fails, and both fail at the progress headers of a long statement.
 */
final class EngineExchange implements Closeable {
    private static final int CONNECT_MILLIS = 5_000;

    private final URI engine;
    private final Socket socket;
    private final OutputStream output;
    private final EngineInput input;
    private volatile boolean closed;

    private EngineExchange(URI engine, Socket socket, EngineInput.Idle idle) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.output = new BufferedOutputStream(socket.getOutputStream(), 1 << 13);
        this.input = new EngineInput(socket.getInputStream(), idle);
    }

    /**
     * @param idleMillis how often {@code idle} runs while the engine is silent
     * @throws EngineGoneException if nobody listens
     */
    static EngineExchange open(URI engine, EngineRequest request, int idleMillis, EngineInput.Idle idle)
            throws EngineGoneException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(engine.getHost(), engine.getPort()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(idleMillis);
            EngineExchange exchange = new EngineExchange(engine, socket, idle);
            exchange.sendHead(request);
            return exchange;
        } catch (IOException failure) {
            closeQuietly(socket);
            throw gone(engine, failure);
        }
    }

    // "Connection: close" makes the engine answer a refused INSERT at once instead of first reading all of its data.
    private void sendHead(EngineRequest request) throws IOException {
        StringBuilder head = new StringBuilder("POST /?")
                .append(request.queryString())
                .append(" HTTP/1.1\r\nHost: ")
                .append(engine.getAuthority())
                .append("\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        output.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a piece of the body. */
    void send(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            output.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            output.write(bytes, 0, length);
            output.write('\r');
            output.write('\n');
        }
    }

    void flush() throws IOException {
        output.flush();
    }

    /** Whether the engine has begun to answer although the body has not ended. */
    boolean isAnswered() throws IOException {
        return input.hasMore();
    }

    void endBody() throws IOException {
        output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    EngineReply reply(Consumer<Counters> progress) throws IOException {
        return new EngineReply(input, progress);
    }

    /** Cuts the connection: data that has not become a block of the table yet never will. Any thread may call it. */
    @Override
    public void close() {
        closed = true;
        closeQuietly(socket);
    }

    boolean isClosed() {
        return closed;
    }

    /** The cause with the engine's address, unless it tells of an engine already. */
    EngineGoneException gone(IOException cause) {
        return cause instanceof EngineGoneException ? (EngineGoneException) cause : gone(engine, cause);
    }

    private static EngineGoneException gone(URI engine, IOException cause) {
        return new EngineGoneException(
                "the engine at " + engine.getAuthority() + " does not answer: " + cause.getMessage(), cause);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to release.
        }
    }
}
