package dev.amig.progress;

import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one node is doing in the current action, at one instant.
 *
 * @param phrase         what it does or waits for, for a person
 * @param counters       the sum of the action's statements on this node, the running one included
 * @param elapsed        since the action began on this node
 * @param rowsPerSecond  of late; 0 when nothing is counted
 * @param bytesPerSecond of late; 0 when nothing is counted
 */
public record NodeProgress(
        Node node,
        State state,
        String phrase,
        Counters counters,
        Duration elapsed,
        double rowsPerSecond,
        double bytesPerSecond) {
    private static final int ALL = 100;

    public enum State {
        /** Its turn has not come. */
        QUEUED,
        /** For what the phrase says: an answer that is to be true, the next try. */
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        public boolean isActive() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** Of what is being done, where the server knows how much there is; never 100 before its end. */
    public OptionalInt percent() {
        if (!state.isActive() || !isMeasured()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.min(ALL - 1, ALL * counters.readRows() / counters.totalRows()));
    }

    /** At the speed of late. */
    public Optional<Duration> left() {
        if (percent().isEmpty() || rowsPerSecond < 1) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds((long) ((counters.totalRows() - counters.readRows()) / rowsPerSecond)));
    }

    NodeProgress later(Duration age) {
        Duration since = state.isActive() ? elapsed.plus(age) : elapsed;
        return new NodeProgress(node, state, phrase, counters, since, rowsPerSecond, bytesPerSecond);
    }

    private boolean isMeasured() {
        return counters.totalRows() > counters.readRows() && counters.readRows() > 0;
    }
}
