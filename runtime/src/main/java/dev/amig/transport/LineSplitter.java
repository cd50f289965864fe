package dev.amig.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines out of bytes that come in pieces, cut anywhere. A ClickHouse {@code String} holds any bytes; those that are no UTF-8 become
 * {@code U+FFFD}, as ClickHouse's own {@code output_format_json_validate_utf8} would have it.
 */
final class LineSplitter {
    /** Takes one line, without its end. */
    interface Lines {
        void line(String line) throws MalformedOutputException;
    }

    private final Lines lines;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    LineSplitter(Lines lines) {
        this.lines = lines;
    }

    void accept(byte[] bytes, int length) throws MalformedOutputException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                rest.write(bytes, start, i - start);
                flush();
                start = i + 1;
            }
        }
        rest.write(bytes, start, length - start);
    }

    private void flush() throws MalformedOutputException {
        String line = rest.toString(StandardCharsets.UTF_8);
        rest.reset();
        lines.line(line);
    }

    /** What came after the last line's end. */
    void finish() throws MalformedOutputException {
        if (rest.size() > 0) {
            flush();
        }
    }
}
