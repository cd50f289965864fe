package dev.amig.editor.lsp;

import dev.amig.editor.service.Span;
import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * Places as the protocol counts them: lines and columns from 0, columns in UTF-16 code units, which are Java's
 * {@code char}s. A line ends with {@code \n}, {@code \r\n} or {@code \r}.
 */
final class Positions {
    private final String text;
    private final int[] lineStarts;

    Positions(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /** A place behind a line's end gives that end, as the protocol wants it. */
    int offset(Position position) {
        if (position.getLine() >= lineStarts.length) {
            return text.length();
        }
        int start = lineStarts[position.getLine()];
        int end = position.getLine() + 1 < lineStarts.length ? lineStarts[position.getLine() + 1] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return Math.min(start + position.getCharacter(), end);
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, offset - lineStarts[line]);
    }

    Range range(Span span) {
        return new Range(position(span.start()), position(span.end()));
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[text.length() + 2];
        int count = 1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean carriageReturnAlone = c == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n');
            if (c == '\n' || carriageReturnAlone) {
                starts[count++] = at + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
