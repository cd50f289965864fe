package dev.amig.language.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A text and its name. The only class that counts lines and columns.
 *
 * <p>A line ends with {@code \n}; a {@code \r} before it belongs to the line's end. A byte order mark at the start is not
 * part of the text. Offsets are {@code char} indices of {@link #text()}.
 */
public final class Source {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /** @param name as the user wrote it; it stands in every message */
    public Source(String name, String text) {
        this.name = name;
        this.text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        this.lineStarts = lineStarts(this.text);
    }

    /**
     * Reads UTF-8.
     *
     * @throws LanguageException the bytes are not UTF-8; the place is that of the first wrong byte
     */
    public static Source decode(String name, byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return new Source(name, decoder.decode(input).toString());
        } catch (CharacterCodingException e) {
            var readable = new Source(name, new String(bytes, 0, input.position(), StandardCharsets.UTF_8));
            var problem = readable.problem(
                    readable.text.length(),
                    "this is not UTF-8 (byte 0x%02X at offset %d)".formatted(bytes[input.position()], input.position()),
                    "save the file as UTF-8");
            throw new LanguageException(List.of(problem));
        }
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** @param offset from 0 to the text's length, both included */
    public Location location(int offset) {
        int line = lineIndex(offset);
        return new Location(name, line + 1, text.codePointCount(lineStarts[line], offset) + 1);
    }

    /** The inverse of {@link #location}; a place behind a line's end gives that end. */
    public int offset(Location location) {
        int line = location.line() - 1;
        int start = lineStarts[line];
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        int column = Math.min(location.column() - 1, text.codePointCount(start, end));
        return text.offsetByCodePoints(start, column);
    }

    /** @param line from 1; without its end */
    public String line(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** A problem at an offset, with the line it stands in. */
    public Problem problem(int offset, String message) {
        return problem(location(offset), message);
    }

    /** A problem at an offset, and what to do about it. */
    public Problem problem(int offset, String message, String hint) {
        return problem(offset, message).withHint(hint);
    }

    /** A problem at a place of this text, with the line it stands in. */
    public Problem problem(Location location, String message) {
        return new Problem(location, message, line(location.line()));
    }

    @Override
    public String toString() {
        return name;
    }

    private int lineIndex(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
