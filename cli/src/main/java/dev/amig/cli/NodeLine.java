package dev.amig.cli;

import dev.amig.progress.NodeProgress;
import dev.amig.transport.Counters;
import java.time.Duration;

/** One node's line: {@code s2r1  running  1.2 M of 4.0 M rows, 350 k rows/s, 3 s left  ALTER TABLE …}. */
final class NodeLine {
    private NodeLine() {}

    static String of(NodeProgress node) {
        String state = switch (node.state()) {
            case QUEUED -> "queued";
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
        };
        String numbers = node.state() == NodeProgress.State.RUNNING ? numbers(node) : "";
        return "%-6s %-8s %s".formatted(node.node().id(), state, numbers + firstLine(node.phrase()));
    }

    private static String numbers(NodeProgress node) {
        Counters counters = node.counters();
        long rows = Math.max(counters.readRows(), counters.writtenRows());
        if (rows == 0) {
            return Numbers.duration(node.elapsed()) + "  ";
        }
        double seconds = Math.max(0.001, node.elapsed().toMillis() / 1000.0);
        double rate = rows / seconds;
        StringBuilder text = new StringBuilder(Numbers.rows(rows));
        if (counters.totalRows() > rows) {
            text.append(" of ").append(Numbers.rows(counters.totalRows()));
        }
        text.append(" rows, ").append(Numbers.rows((long) rate)).append(" rows/s");
        if (counters.totalRows() > rows && rate > 0) {
            long left = (long) ((counters.totalRows() - rows) / rate);
            text.append(", ").append(Numbers.duration(Duration.ofSeconds(left))).append(" left");
        }
        return text.append("  ").toString();
    }

    private static String firstLine(String phrase) {
        return phrase.lines().findFirst().orElse("");
    }
}
