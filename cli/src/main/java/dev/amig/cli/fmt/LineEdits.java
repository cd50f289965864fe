package dev.amig.cli.fmt;

import dev.amig.cli.fmt.LineEdit.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The fewest lines to remove and add (Myers, An O(ND) Difference Algorithm and Its Variations, 1986). */
final class LineEdits {
    /** Beyond, time and memory grow with the square, and nobody reads it: then all lines are removed and added. */
    private static final int MOST_EDITS = 2_000;

    private final List<String> before;
    private final List<String> after;

    /** After d edits: for each diagonal from -d to d, how many lines of {@code before} are done at most. */
    private final List<int[]> reached = new ArrayList<>();

    private LineEdits(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    static List<LineEdit> between(List<String> before, List<String> after) {
        var edits = new LineEdits(before, after);
        return edits.areFound() ? edits.collected() : edits.everything();
    }

    private boolean areFound() {
        for (int d = 0; d <= MOST_EDITS; d++) {
            int[] farthest = new int[2 * d + 1];
            for (int k = -d; k <= d; k += 2) {
                int x = d == 0 ? 0 : comesFromAbove(d, k) ? reached(d - 1, k + 1) : reached(d - 1, k - 1) + 1;
                while (isSame(x, x - k)) {
                    x++;
                }
                farthest[k + d] = x;
                if (x >= before.size() && x - k >= after.size()) {
                    reached.add(farthest);
                    return true;
                }
            }
            reached.add(farthest);
        }
        return false;
    }

    private boolean comesFromAbove(int d, int k) {
        return k == -d || k != d && reached(d - 1, k - 1) < reached(d - 1, k + 1);
    }

    private int reached(int d, int k) {
        return reached.get(d)[k + d];
    }

    private boolean isSame(int x, int y) {
        return x < before.size() && y < after.size() && before.get(x).equals(after.get(y));
    }

    /** From the end back to the beginning. */
    private List<LineEdit> collected() {
        var edits = new ArrayList<LineEdit>();
        int x = before.size();
        int y = after.size();
        for (int d = reached.size() - 1; d > 0; d--) {
            boolean added = comesFromAbove(d, x - y);
            int k = added ? x - y + 1 : x - y - 1;
            int beforeEdit = reached(d - 1, k);
            while (x > beforeEdit + (added ? 0 : 1)) {
                edits.add(new LineEdit(Kind.KEPT, before.get(--x)));
                y--;
            }
            edits.add(added ? new LineEdit(Kind.ADDED, after.get(--y)) : new LineEdit(Kind.REMOVED, before.get(--x)));
        }
        while (x > 0) {
            edits.add(new LineEdit(Kind.KEPT, before.get(--x)));
        }
        Collections.reverse(edits);
        return edits;
    }

    private List<LineEdit> everything() {
        var edits = new ArrayList<LineEdit>();
        before.forEach(line -> edits.add(new LineEdit(Kind.REMOVED, line)));
        after.forEach(line -> edits.add(new LineEdit(Kind.ADDED, line)));
        return edits;
    }
}
