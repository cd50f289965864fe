package dev.amig.cli.fmt;

import java.util.ArrayList;
import java.util.List;

/** Two texts as {@code diff -u} compares them: what {@code patch -p0} and {@code git apply -p0} read. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<LineEdit> edits;
    private final StringBuilder out = new StringBuilder();

    private UnifiedDiff(List<LineEdit> edits) {
        this.edits = edits;
    }

    /** Empty if the texts are equal. */
    static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        var diff = new UnifiedDiff(LineEdits.between(lines(before), lines(after)));
        diff.out.append("--- ").append(name).append("\n+++ ").append(name).append('\n');
        diff.hunks();
        return diff.out.toString();
    }

    /** Each with its line feed, which the last one may lack. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineFeed = text.indexOf('\n', start);
            int end = lineFeed < 0 ? text.length() : lineFeed + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private void hunks() {
        int at = 0;
        while (at < edits.size()) {
            int change = nextChange(at);
            if (change == edits.size()) {
                return;
            }
            int from = Math.max(at, change - CONTEXT);
            at = endOfHunk(change);
            hunk(from, at);
        }
    }

    private int nextChange(int from) {
        int at = from;
        while (at < edits.size() && edits.get(at).isKept()) {
            at++;
        }
        return at;
    }

    /** Changes that are near each other share a hunk. */
    private int endOfHunk(int change) {
        int end = change;
        while (true) {
            while (end < edits.size() && !edits.get(end).isKept()) {
                end++;
            }
            int next = nextChange(end);
            if (next == edits.size() || next - end > 2 * CONTEXT) {
                return Math.min(edits.size(), end + CONTEXT);
            }
            end = next;
        }
    }

    private void hunk(int from, int to) {
        out.append("@@ -").append(range(LineEdit.Kind.ADDED, from, to));
        out.append(" +").append(range(LineEdit.Kind.REMOVED, from, to)).append(" @@\n");
        for (LineEdit edit : edits.subList(from, to)) {
            out.append(edit.kind().sign).append(edit.line());
            out.append(edit.line().endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
        }
    }

    /** First line and number of lines, of the side that does not have lines of a kind; the line before where there are none. */
    private String range(LineEdit.Kind absent, int from, int to) {
        long before = count(absent, 0, from);
        long count = count(absent, from, to);
        long first = count == 0 ? before : before + 1;
        return count == 1 ? String.valueOf(first) : first + "," + count;
    }

    private long count(LineEdit.Kind absent, int from, int to) {
        return edits.subList(from, to).stream()
                .filter(it -> it.kind() != absent)
                .count();
    }
}
