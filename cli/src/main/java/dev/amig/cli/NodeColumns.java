package dev.amig.cli;

import dev.amig.cli.NodeCells.Cell;
import dev.amig.cli.output.Cells;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cells of several nodes below each other; as many columns of them as a terminal has room for. */
final class NodeColumns {
    private static final String GAP = "  ";
    /** With less room than this, the words for what a node does tell nothing. */
    private static final int LEAST_PHRASE = 24;
    /** And with less than this, nothing at all. */
    private static final int NO_PHRASE = 8;

    private static final Set<Cell> NUMBERS_THAT_MATTER = EnumSet.of(Cell.LEFT, Cell.PERCENT);
    /** Numbers that grow shall not push the columns behind them to the right all the time. */
    private static final Map<Cell, Integer> USUAL =
            new EnumMap<>(Map.of(Cell.STATE, 7, Cell.PERCENT, 4, Cell.RATE, 12, Cell.LEFT, 10, Cell.ELAPSED, 5));

    private final Map<Cell, Integer> widths = new EnumMap<>(Cell.class);
    private final int room;
    private final Set<Cell> shown = EnumSet.noneOf(Cell.class);

    NodeColumns(List<NodeCells> rows, int room) {
        this.room = room;
        for (NodeCells row : rows) {
            row.cells().forEach((cell, text) -> widths.merge(cell, Cells.width(text), Math::max));
        }
        widths.replaceAll((cell, width) -> Math.max(width, USUAL.getOrDefault(cell, 0)));
        shown.addAll(widths.keySet());
        for (Cell cell : Cell.LEAST_NEEDED_FIRST) {
            if (room - used() >= LEAST_PHRASE) {
                return;
            }
            // The words may go before the numbers that matter most.
            if (NUMBERS_THAT_MATTER.contains(cell) && used() <= room) {
                return;
            }
            shown.remove(cell);
        }
    }

    private int used() {
        return shown.stream().mapToInt(cell -> widths.get(cell) + GAP.length()).sum();
    }

    String line(NodeCells row) {
        StringBuilder line = new StringBuilder();
        for (Cell cell : shown) {
            String text = row.get(cell).orElse("");
            String padding = " ".repeat(widths.get(cell) - Cells.width(text));
            boolean word = cell == Cell.NODE || cell == Cell.STATE;
            line.append(word ? text + padding : padding + text).append(GAP);
        }
        boolean told = room - used() >= NO_PHRASE;
        return line.append(told ? row.phrase() : "").toString().stripTrailing();
    }
}
