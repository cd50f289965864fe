package dev.amig.cli;

import dev.amig.progress.NodeProgress;
import dev.amig.transport.Counters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of one node, cell by cell, the words for it last: {@code s2r1  running  30 %  350 k rows/s  8 s left
 * 1.2 M of 4.0 M rows  310 MB  3.4 s  INSERT INTO …}. Empty where there is nothing to tell.
 */
record NodeCells(Map<Cell, String> cells, String phrase) {
    /** In the order in which they stand. */
    enum Cell {
        NODE,
        STATE,
        PERCENT,
        RATE,
        LEFT,
        ROWS,
        BYTES,
        ELAPSED;

        /** What is told last goes first where there is no room for all. */
        static final List<Cell> LEAST_NEEDED_FIRST = List.of(BYTES, ELAPSED, ROWS, RATE, LEFT, PERCENT);
    }

    static NodeCells of(NodeProgress node) {
        Map<Cell, String> cells = new EnumMap<>(Cell.class);
        cells.put(Cell.NODE, node.node().id());
        cells.put(Cell.STATE, state(node.state()));
        if (node.state().isActive()) {
            counted(node, cells);
            cells.put(Cell.ELAPSED, Numbers.duration(node.elapsed()));
        }
        return new NodeCells(cells, node.phrase().lines().findFirst().orElse("").strip());
    }

    private static void counted(NodeProgress node, Map<Cell, String> cells) {
        Counters counters = node.counters();
        if (counters.rows() == 0) {
            return;
        }
        node.percent().ifPresent(percent -> cells.put(Cell.PERCENT, percent + " %"));
        cells.put(Cell.RATE, Numbers.rows((long) node.rowsPerSecond()) + " rows/s");
        node.left().ifPresent(left -> cells.put(Cell.LEFT, Numbers.duration(left) + " left"));
        String total = counters.totalRows() > counters.rows() ? " of " + Numbers.rows(counters.totalRows()) : "";
        cells.put(Cell.ROWS, Numbers.rows(counters.rows()) + total + " rows");
        cells.put(Cell.BYTES, Numbers.bytes(counters.bytes()));
    }

    private static String state(NodeProgress.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    /** All that there is, for a pipe. */
    String line() {
        List<String> told = new ArrayList<>();
        for (Cell cell : Cell.values()) {
            get(cell).ifPresent(told::add);
        }
        told.add(phrase);
        return String.join("  ", told).stripTrailing();
    }

    Optional<String> get(Cell cell) {
        return Optional.ofNullable(cells.get(cell));
    }
}
