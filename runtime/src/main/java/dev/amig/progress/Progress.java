package dev.amig.progress;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run at one instant.
 *
 * @param action      the current action's name, empty before the first
 * @param actionIndex from 0
 * @param actionCount 0: not known
 * @param percent     0 to 100
 */
public record Progress(
        String migration,
        String status,
        String action,
        int actionIndex,
        int actionCount,
        int percent,
        Duration elapsed,
        List<NodeProgress> nodes) {
    /** The same, seen again after a while in which nothing was heard: only the clocks go on. */
    public Progress later(Duration age) {
        List<NodeProgress> later = nodes.stream().map(node -> node.later(age)).toList();
        return new Progress(migration, status, action, actionIndex, actionCount, percent, elapsed.plus(age), later);
    }

    /** With another word for where the run stands. */
    public Progress withStatus(String newStatus) {
        return new Progress(migration, newStatus, action, actionIndex, actionCount, percent, elapsed, nodes);
    }

    /** Of all nodes. */
    public double rowsPerSecond() {
        return nodes.stream()
                .filter(node -> node.state().isActive())
                .mapToDouble(NodeProgress::rowsPerSecond)
                .sum();
    }

    /** Until the slowest node is done with what it runs, as far as anybody can tell. */
    public Optional<Duration> left() {
        return nodes.stream().flatMap(node -> node.left().stream()).max(Comparator.naturalOrder());
    }
}
