package dev.amig.progress;

import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import java.time.Duration;

/**
 * What one node is doing in the current action, at one instant.
 *
 * @param phrase   what it does or waits for, for a person
 * @param counters of the running statement, or the sum of the finished ones
 * @param elapsed  since the action began on this node
 */
public record NodeProgress(Node node, State state, String phrase, Counters counters, Duration elapsed) {
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }
}
