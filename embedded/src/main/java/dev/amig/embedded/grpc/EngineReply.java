package dev.amig.embedded.grpc;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The engine's HTTP answer, read as it arrives. Progress headers are passed on one by one and not kept: a statement of
 * hours sends more of them than the clients of the JDK bear (GRPC.md, d.3).
 */
final class EngineReply {
    private final EngineInput input;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final boolean chunked;
    private long leftInChunk;
    private int chunks;
    private boolean ended;

    /** Returns when all headers are there; for most statements that is when they have ended. */
    EngineReply(EngineInput input, Consumer<Counters> progress) throws IOException {
        this.input = input;
        this.status = readStatus();
        for (String line = input.line(); !line.isEmpty(); line = input.line()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value =
                    colon < 0 ? "" : EngineInput.utf8(line.substring(colon + 1).strip());
            if (name.equalsIgnoreCase("X-ClickHouse-Progress")) {
                progress.accept(Counters.ofHeader(value));
            } else {
                headers.put(name, value);
            }
        }
        this.chunked = header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked");
    }

    private int readStatus() throws IOException {
        String line = input.line();
        String[] parts = line.split(" ", 3);
        if (!line.startsWith("HTTP/1.") || parts.length < 2) {
            throw new IOException("the engine did not answer in HTTP but with \"" + line + "\"");
        }
        return Integer.parseInt(parts[1]);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The counters at the moment the engine finished its headers. */
    Counters summary() {
        return header("X-ClickHouse-Summary").map(Counters::ofHeader).orElse(Counters.NONE);
    }

    // After a progress header the status of a failure is 200 and only the other header tells (GRPC.md, d.4).
    boolean isError() {
        return status >= 300 || headers.containsKey("X-ClickHouse-Exception-Code");
    }

    ServerError error() throws IOException {
        int code = header("X-ClickHouse-Exception-Code").map(Integer::parseInt).orElse(ServerError.NETWORK_ERROR);
        String text = text();
        return ErrorText.parse(
                code, text.isBlank() ? "The engine refused the request with HTTP status " + status : text);
    }

    /** At least one byte, at most {@code length}; -1 at the end, when the engine has let go of query and session. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (!chunked) {
            return input.read(into, offset, length);
        }
        if (leftInChunk == 0) {
            nextChunk();
            if (ended) {
                return -1;
            }
        }
        int count = input.read(into, offset, (int) Math.min(length, leftInChunk));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of its answer");
        }
        leftInChunk -= count;
        if (leftInChunk == 0) {
            input.line();
        }
        return count;
    }

    /** Whether more of the body can be read without waiting. */
    boolean hasMore() throws IOException {
        return !ended && input.hasMore();
    }

    /** How many pieces the engine sent the body in, so far. */
    int chunks() {
        return chunks;
    }

    String text() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = read(buffer, 0, buffer.length); count >= 0; count = read(buffer, 0, buffer.length)) {
            text.write(buffer, 0, count);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private void nextChunk() throws IOException {
        leftInChunk = Long.parseLong(input.line().strip(), 16);
        if (leftInChunk > 0) {
            chunks++;
        } else {
            ended = true;
            awaitRelease();
        }
    }

    // The engine closes the connection only after it has let go of session and query id, so that both can be used again
    // when the client has its last Result.
    private void awaitRelease() {
        try {
            input.drain();
        } catch (IOException reset) {
            // As good a sign: an engine that refused data unread resets the connection.
        }
    }
}
