package dev.amig.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, as wide as they need to be. */
public final class Table {
    private static final String GAP = "  ";

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

    /** Prints headings and rows; a line longer than the terminal is wide ends with {@code …}. */
    public void print(Terminal terminal) {
        int width = terminal.size().columns();
        terminal.out().println(terminal.paint(Colour.STRONG, Ansi.truncate(line(headings), width)));
        rows.forEach(row -> terminal.out().println(Ansi.truncate(line(row), width)));
    }

    private Table column(String heading, boolean right) {
        headings.add(heading);
        rightAligned.add(right);
        return this;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width(i) - Ansi.width(cells.get(i)));
            boolean right = rightAligned.get(i);
            line.append(i == 0 ? "" : GAP).append(right ? padding : "").append(cells.get(i));
            line.append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = Ansi.width(headings.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, Ansi.width(row.get(column)));
        }
        return width;
    }
}
