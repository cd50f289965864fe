package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts totals and extremes off the end of a TabSeparated output, where HTTP appends them behind blank lines; the
 * protocol carries them as documents of their own. In TabSeparated a line is a row for certain, so the last lines are
 * known once it is known which of the two were asked for. Outputs of other formats pass unchanged, with whatever they
 * hold.
 */
final class TotalsSplitter {
    private static final Set<String> BARE = Set.of("TabSeparated", "TSV");
    private static final Set<String> NAMED = Set.of("TabSeparatedWithNames", "TSVWithNames");
    private static final Set<String> TYPED = Set.of("TabSeparatedWithNamesAndTypes", "TSVWithNamesAndTypes");
    private static final ByteString LINE_BREAK = ByteString.copyFromUtf8("\n");

    private final boolean withTotals;
    private final boolean withExtremes;
    private final int linesAtEnd;
    private int headerLinesDue;
    private ByteString header = ByteString.EMPTY;
    private final Deque<ByteString> lastLines = new ArrayDeque<>();
    private ByteString unfinishedLine = ByteString.EMPTY;
    private Optional<ByteString> totals = Optional.empty();
    private Optional<ByteString> extremes = Optional.empty();

    private TotalsSplitter(boolean withTotals, boolean withExtremes, int headerLines) {
        this.withTotals = withTotals;
        this.withExtremes = withExtremes;
        this.linesAtEnd = (withTotals ? 2 : 0) + (withExtremes ? 3 : 0);
        this.headerLinesDue = headerLines;
    }

    static TotalsSplitter of(String format, boolean withTotals, boolean withExtremes) {
        int headerLines = BARE.contains(format) ? 0 : NAMED.contains(format) ? 1 : TYPED.contains(format) ? 2 : -1;
        return headerLines < 0
                ? new TotalsSplitter(false, false, 0)
                : new TotalsSplitter(withTotals, withExtremes, headerLines);
    }

    /** What of the bytes so far is output for certain. */
    ByteString outputOf(ByteString bytes) {
        if (linesAtEnd == 0) {
            return bytes;
        }
        ByteString output = ByteString.EMPTY;
        ByteString left = unfinishedLine.concat(bytes);
        for (int end = lineEnd(left); end > 0; end = lineEnd(left)) {
            output = output.concat(lineArrived(left.substring(0, end)));
            left = left.substring(end);
        }
        unfinishedLine = left;
        return output;
    }

    /** Everything held back, as it came; for an output that was cut short. */
    ByteString heldBack() {
        ByteString all = ByteString.copyFrom(lastLines).concat(unfinishedLine);
        lastLines.clear();
        unfinishedLine = ByteString.EMPTY;
        return all;
    }

    /** Looks at what is left at the end; before it there are neither totals nor extremes. */
    void end() {
        if (linesAtEnd == 0 || lastLines.size() < linesAtEnd || !unfinishedLine.isEmpty()) {
            return;
        }
        ByteString[] lines = lastLines.toArray(new ByteString[0]);
        int extremesAt = withTotals ? 2 : 0;
        if ((withTotals && !lines[0].equals(LINE_BREAK)) || (withExtremes && !lines[extremesAt].equals(LINE_BREAK))) {
            return;
        }
        lastLines.clear();
        totals = withTotals ? Optional.of(header.concat(lines[1])) : Optional.empty();
        extremes = withExtremes
                ? Optional.of(header.concat(lines[extremesAt + 1]).concat(lines[extremesAt + 2]))
                : Optional.empty();
    }

    /** Output that was held back in vain. */
    ByteString rest() {
        return heldBack();
    }

    Optional<ByteString> totals() {
        return totals;
    }

    Optional<ByteString> extremes() {
        return extremes;
    }

    private ByteString lineArrived(ByteString line) {
        if (headerLinesDue > 0) {
            headerLinesDue--;
            header = header.concat(line);
            return line;
        }
        lastLines.add(line);
        return lastLines.size() > linesAtEnd ? lastLines.remove() : ByteString.EMPTY;
    }

    private static int lineEnd(ByteString bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.byteAt(i) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
