package dev.amig.cli;

import dev.amig.cli.output.Colour;
import dev.amig.cli.output.LiveLines.Line;
import dev.amig.cli.output.Terminal;
import dev.amig.cli.output.TerminalSize;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.NodeProgress.State;
import dev.amig.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run at one instant, as lines: one for the migration, one for each node, or for those that matter where they are many. */
final class ProgressView {
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);
    private static final String INDENT = "  ";
    /** More of them nobody reads, however tall the window is. */
    private static final int MOST_NODES = 24;
    /** The line of the migration, the one that counts the rest, and the one on which the cursor stands. */
    private static final int OTHER_LINES = 3;

    private final Terminal terminal;

    ProgressView(Terminal terminal) {
        this.terminal = terminal;
    }

    List<Line> lines(Progress progress) {
        return terminal.interactive() ? block(progress) : plain(progress);
    }

    /** In a pipe, what is over at once is told by its event alone. */
    private static List<Line> plain(Progress progress) {
        return progress.nodes().stream()
                .filter(node -> node.state().isActive() && node.elapsed().compareTo(WORTH_A_LINE) > 0)
                .map(node -> line(progress, node, "    " + NodeCells.of(node).line()))
                .toList();
    }

    private static Line line(Progress progress, NodeProgress node, String text) {
        return new Line(node.node().id(), progress.action() + node.state(), text);
    }

    private List<Line> block(Progress progress) {
        if (progress.migration().isEmpty()) {
            return List.of();
        }
        TerminalSize size = terminal.size();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("run", "", new RunHeadline(terminal).of(progress)));
        int room = Math.min(MOST_NODES, Math.max(1, size.rows() - OTHER_LINES));
        List<NodeProgress> chosen = chosen(progress.nodes(), room);
        List<NodeCells> rows = chosen.stream().map(NodeCells::of).toList();
        NodeColumns columns = new NodeColumns(rows, size.columns() - INDENT.length());
        for (int i = 0; i < chosen.size(); i++) {
            String text = terminal.paint(colour(chosen.get(i).state()), columns.line(rows.get(i)));
            lines.add(line(progress, chosen.get(i), INDENT + text));
        }
        if (chosen.size() < progress.nodes().size()) {
            lines.add(new Line("rest", "", INDENT + terminal.paint(Colour.QUIET, rest(progress.nodes(), chosen))));
        }
        return lines;
    }

    /** All of them, or those that have failed or are the slowest; in the order in which they always stand. */
    private static List<NodeProgress> chosen(List<NodeProgress> nodes, int room) {
        if (nodes.size() <= room) {
            return nodes;
        }
        List<NodeProgress> first = nodes.stream()
                .sorted(Comparator.comparingInt(ProgressView::unimportance)
                        .thenComparingInt(node -> node.percent().orElse(0)))
                .limit(room)
                .toList();
        return nodes.stream().filter(first::contains).toList();
    }

    private static int unimportance(NodeProgress node) {
        return switch (node.state()) {
            case FAILED -> 0;
            case WAITING -> 1;
            case RUNNING -> 2;
            case QUEUED -> 3;
            case DONE -> 4;
        };
    }

    /** {@code and 988 more nodes: 12 running, 76 queued, 900 done}. */
    private static String rest(List<NodeProgress> nodes, List<NodeProgress> chosen) {
        Map<State, Long> counts = nodes.stream()
                .filter(node -> !chosen.contains(node))
                .collect(Collectors.groupingBy(
                        NodeProgress::state, () -> new EnumMap<>(State.class), Collectors.counting()));
        String states = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        int more = nodes.size() - chosen.size();
        return "and " + more + (more == 1 ? " more node: " : " more nodes: ") + states;
    }

    private static Colour colour(State state) {
        return switch (state) {
            case QUEUED -> Colour.QUIET;
            case WAITING -> Colour.ATTENTION;
            case RUNNING -> Colour.PLAIN;
            case DONE -> Colour.GOOD;
            case FAILED -> Colour.BAD;
        };
    }
}
