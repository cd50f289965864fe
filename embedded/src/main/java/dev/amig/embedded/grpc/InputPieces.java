package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The data of an INSERT as one stream: what the query carries inline, then the data of each message, with the client's
 * delimiter between the pieces that are not empty. Without a delimiter pieces are glued, so a row or a compressed
 * stream may be cut anywhere.
 */
final class InputPieces extends InputStream {
    private final ByteString delimiter;
    private final Source source;
    private ByteString waiting = ByteString.EMPTY;
    private InputStream current = InputStream.nullInputStream();
    private boolean delimiterDue;
    private boolean ended;

    /** Where pieces come from, one call each; empty at the end. */
    interface Source {
        Optional<ByteString> next() throws IOException;
    }

    InputPieces(ByteString delimiter, Source source) {
        this.delimiter = delimiter;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = current.read(into, offset, length);
        while (count < 0) {
            if (!advance()) {
                return -1;
            }
            count = current.read(into, offset, length);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        // More than nothing until the end is known: GZIPInputStream looks for a further member only then.
        return ended ? 0 : Math.max(1, current.available());
    }

    private boolean advance() throws IOException {
        while (waiting.isEmpty()) {
            Optional<ByteString> next = source.next();
            if (next.isEmpty()) {
                ended = true;
                return false;
            }
            waiting = next.get();
        }
        if (delimiterDue && !delimiter.isEmpty()) {
            current = delimiter.newInput();
            delimiterDue = false;
        } else {
            current = waiting.newInput();
            waiting = ByteString.EMPTY;
            delimiterDue = true;
        }
        return true;
    }
}
