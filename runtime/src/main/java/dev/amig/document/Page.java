package dev.amig.document;

import java.util.List;
import java.util.stream.Collectors;

/** A Markdown document while it is being written: blocks with an empty line between them. */
final class Page {
    private final StringBuilder out = new StringBuilder();

    /** @param title plain text */
    void heading(int level, String title) {
        block("#".repeat(level) + " " + Markdown.text(title));
    }

    /** @param markdown one or more lines */
    void block(String markdown) {
        out.append(out.isEmpty() ? "" : "\n").append(markdown).append('\n');
    }

    /** @param items Markdown */
    void list(List<String> items) {
        if (!items.isEmpty()) {
            block(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
        }
    }

    /** @param rows of cells, Markdown; of as many as there are headings */
    void table(List<String> headings, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(headings));
        table.append("\n|").append("---|".repeat(headings.size()));
        rows.forEach(cells -> table.append('\n').append(row(cells)));
        block(table.toString());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |"));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
