package dev.amig.journal;

import dev.amig.transport.QueryId.Direction;
import java.time.Instant;
import java.util.Optional;

/** What an action has come to on a node, in one direction. */
public record NodeState(
        int actionIndex,
        String action,
        String node,
        Direction direction,
        State state,
        Optional<String> error,
        Instant startedAt,
        Optional<Instant> finishedAt) {
    public enum State {
        STARTED,
        FINISHED,
        FAILED
    }
}
