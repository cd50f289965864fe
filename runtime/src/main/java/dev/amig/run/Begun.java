package dev.amig.run;

import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has done of one of its actions.
 *
 * @param states on each node where it was begun
 * @param done   statements that have taken effect, or may have
 */
record Begun(List<NodeState> states, List<QueryId> done) {
    private static final int MOST_NODES = 4;

    /** As the journal names a confirmation's node: it belongs to the whole run. */
    private static final Set<String> NO_NODE = Set.of("-");

    static Begun of(PlannedWork action, List<NodeState> states, List<QueryId> done) {
        return new Begun(
                states.stream()
                        .filter(it -> it.actionIndex() == action.actionIndex())
                        .toList(),
                done.stream().filter(it -> it.action().equals(action.action())).toList());
    }

    boolean anywhere() {
        return !states.isEmpty();
    }

    boolean onAnyOf(Collection<String> nodes) {
        return states.stream().anyMatch(it -> nodes.contains(it.node()));
    }

    Optional<NodeState.State> state(String node, Direction direction) {
        return states.stream()
                .filter(it -> it.node().equals(node) && it.direction() == direction)
                .map(NodeState::state)
                .findFirst();
    }

    /** The numbers of those that have taken effect there, or may have. */
    Stream<Integer> statements(String node, Direction direction) {
        return done.stream()
                .filter(it -> it.node().equals(node) && it.direction() == direction)
                .map(QueryId::statement);
    }

    String words() {
        if (!anywhere()) {
            return "not begun";
        }
        Set<String> nodes = states.stream().map(NodeState::node).collect(Collectors.toCollection(TreeSet::new));
        return nodes.equals(NO_NODE) ? "begun" : "begun on " + some(nodes);
    }

    /** The first few of them. */
    static String some(Collection<String> nodes) {
        String shown = nodes.stream().limit(MOST_NODES).collect(Collectors.joining(", "));
        return nodes.size() <= MOST_NODES ? shown : shown + " and %d more".formatted(nodes.size() - MOST_NODES);
    }
}
