package dev.amig.embedded.grpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes from the engine, buffered. While the engine is silent the socket times out regularly, and the idle task runs on
 * the reading thread: whoever reads sees only bytes, as if it had waited.
 */
final class EngineInput {
    private static final int LONGEST_LINE = 1 << 20;

    private final InputStream socket;
    private final Idle idle;
    private final byte[] buffer = new byte[1 << 15];
    private int position;
    private int limit;

    interface Idle {
        void run() throws IOException;
    }

    EngineInput(InputStream socket, Idle idle) {
        this.socket = socket;
        this.idle = idle;
    }

    /** A line without its CRLF. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = readByte();
            if (c == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a header line of the engine is longer than " + LONGEST_LINE + " bytes");
            }
            line.append((char) c);
        }
    }

    /** At least one byte, at most {@code length}; -1 at the end. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, offset, count);
        position += count;
        return count;
    }

    /** Whether reading would not wait. */
    boolean hasMore() throws IOException {
        return position < limit || socket.available() > 0;
    }

    /** Reads to the end of the connection and forgets what comes. */
    void drain() throws IOException {
        do {
            position = limit;
        } while (fill());
    }

    static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private int readByte() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the engine closed the connection in the middle of its answer");
        }
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        while (true) {
            try {
                int count = socket.read(buffer, 0, buffer.length);
                position = 0;
                limit = Math.max(count, 0);
                return count > 0;
            } catch (SocketTimeoutException silence) {
                idle.run();
            }
        }
    }
}
