package dev.amig.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, as wide as they need to be; where the terminal is narrower, its widest texts are cut first. */
public final class Table {
    private static final String GAP = "  ";
    /** A text that was cut to fewer cells tells nothing. */
    private static final int LEAST_WIDTH = 8;

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of texts. */
    public Table left(String heading) {
        return column(heading, false);
    }

    /** Adds a column of numbers. */
    public Table right(String heading) {
        return column(heading, true);
    }

    /** Adds a row: one cell for each column. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.length, headings.size()));
        }
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
        return this;
    }

    /** Prints headings and rows. Numbers are never cut, unless even the shortest texts leave no room for them. */
    public void print(Terminal terminal) {
        int width = terminal.size().columns();
        int[] widths = widths(width);
        terminal.out().println(terminal.paint(Colour.STRONG, Ansi.truncate(line(headings, widths), width)));
        rows.forEach(row -> terminal.out().println(Ansi.truncate(line(row, widths), width)));
    }

    private Table column(String heading, boolean right) {
        headings.add(heading);
        rightAligned.add(right);
        return this;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = Ansi.truncate(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - Ansi.width(cell));
            boolean right = rightAligned.get(i);
            line.append(i == 0 ? "" : GAP).append(right ? padding : "").append(cell);
            line.append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths(int room) {
        int[] widths = new int[headings.size()];
        int total = GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest(i);
            total += widths[i];
        }
        for (int excess = total - room; excess > 0; ) {
            int column = widestText(widths);
            if (rightAligned.get(column) || widths[column] <= LEAST_WIDTH) {
                break;
            }
            // One cell at a time, so that two long columns share the loss.
            widths[column]--;
            excess--;
        }
        return widths;
    }

    private int widest(int column) {
        int width = Ansi.width(headings.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, Ansi.width(row.get(column)));
        }
        return width;
    }

    private int widestText(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            boolean wider = rightAligned.get(widest) || widths[i] > widths[widest];
            widest = !rightAligned.get(i) && wider ? i : widest;
        }
        return widest;
    }
}
