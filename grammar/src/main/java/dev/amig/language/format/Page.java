package dev.amig.language.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements and the comments between them, one below the other. Blank lines are the author's, never more than one, and one
 * always parts a statement of several lines from its neighbours.
 */
final class Page {
    private enum Kind {
        REMARK,
        STATEMENT,
        /** {@code FINALIZE … BEGIN}. */
        OPENING,
        /** {@code END;}. */
        CLOSING
    }

    private record Entry(Kind kind, String text, boolean blankBefore) {}

    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** Comments between two statements: on the line of the first one, or on lines of their own. */
    void remarks(List<Remark> remarks, int indent) {
        for (Remark remark : remarks) {
            if (remark.before().isOnOneLine()) {
                addToLast(remark);
            } else {
                add(
                        Kind.REMARK,
                        " ".repeat(indent) + remark.text(),
                        remark.before().isBlank());
            }
        }
    }

    private void addToLast(Remark remark) {
        Entry last = entries.remove(entries.size() - 1);
        entries.add(new Entry(last.kind, last.text + " " + remark.text(), last.blankBefore));
    }

    /** @param blankBefore the author left a blank line before it, behind its comments */
    void statement(String lines, boolean blankBefore) {
        add(Kind.STATEMENT, lines, blankBefore);
    }

    void open(String line, boolean blankBefore) {
        add(Kind.OPENING, line, blankBefore);
    }

    void close(String line) {
        add(Kind.CLOSING, line, false);
    }

    private void add(Kind kind, String lines, boolean blankBefore) {
        entries.add(new Entry(kind, lines, blankBefore));
    }

    String text() {
        int from = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).kind != Kind.REMARK) {
                addBelow(from, i);
                from = i + 1;
            }
        }
        addBelow(from, entries.size() - 1);
        return text.toString();
    }

    /** The comments from an entry on, and the statement that they stand before. */
    private void addBelow(int from, int to) {
        boolean blank = from > 0 && from <= to && isAlwaysParted(entries.get(from - 1), entries.get(to));
        for (int i = from; i <= to && blank; i++) {
            blank = !entries.get(i).blankBefore;
        }
        for (int i = from; i <= to; i++) {
            Entry entry = entries.get(i);
            boolean first = i == from;
            boolean mayBeBlank =
                    i > 0 && entry.kind != Kind.CLOSING && !(first && entries.get(i - 1).kind == Kind.OPENING);
            text.append(mayBeBlank && (entry.blankBefore || first && blank) ? "\n" : "")
                    .append(entry.text)
                    .append('\n');
        }
    }

    private static boolean isAlwaysParted(Entry above, Entry below) {
        return below.kind != Kind.CLOSING
                && below.kind != Kind.REMARK
                && (hasSeveralLines(above) || hasSeveralLines(below));
    }

    private static boolean hasSeveralLines(Entry entry) {
        return entry.kind != Kind.STATEMENT || entry.text.indexOf('\n') >= 0;
    }
}
