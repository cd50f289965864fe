package dev.amig.run;

import dev.amig.journal.Event;
import dev.amig.journal.NodeState;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Undoes what a run has started: from the last started action back to the first, on exactly the nodes where it started.
 * Journaled like the way forward, so a rollback that was interrupted goes on where it was.
 */
final class Rollbacks {
    private final Plan plan;
    private final RunSession session;
    private final ActionRunner actions;

    Rollbacks(Plan plan, RunSession session, ActionRunner actions) {
        this.plan = plan;
        this.session = session;
        this.actions = actions;
    }

    /** Why no rollback is possible, when a step that has started says nothing of one. */
    Optional<String> obstacle() {
        for (PlannedAction action : started()) {
            if (!action.undo().isPossible()) {
                return Optional.of(action.heading().name() + " ("
                        + action.heading().location() + ") has started and has no rollback");
            }
        }
        return Optional.empty();
    }

    /** @return what went wrong, when a rollback's statement failed */
    Optional<String> run() throws InterruptedException {
        List<PlannedAction> steps = started();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Optional<String> failure = undo(steps.get(i));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<String> undo(PlannedAction action) throws InterruptedException {
        List<NodePlan> nodes = notYetUndone(action);
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        session.board()
                .action(
                        plan.position(action),
                        action.heading().name(),
                        nodes.stream().map(NodePlan::node).toList());
        session.note(
                Event.Kind.ACTION_STARTED,
                action.heading().name(),
                null,
                null,
                action.undo()
                        .because()
                        .map(because ->
                                "nothing to roll back of " + action.heading().name() + ": " + because)
                        .orElse("rolling back " + action.heading().name()));
        ActionResult result = actions.back(action, nodes);
        return result.isFinished() ? Optional.empty() : Optional.of("rollback of " + result.sentence());
    }

    private List<NodePlan> notYetUndone(PlannedAction action) {
        Set<String> started = nodesWith(action, Direction.FORWARD, Set.of(NodeState.State.values()));
        Set<String> undone = nodesWith(action, Direction.ROLLBACK, Set.of(NodeState.State.FINISHED));
        return action.nodes().stream()
                .filter(node -> started.contains(node.node().id()))
                .filter(node -> !undone.contains(node.node().id()))
                .toList();
    }

    private Set<String> nodesWith(PlannedAction action, Direction direction, Set<NodeState.State> states) {
        return session.nodeStates().stream()
                .filter(state -> state.actionIndex() == action.heading().index())
                .filter(state -> state.direction() == direction && states.contains(state.state()))
                .map(NodeState::node)
                .collect(Collectors.toSet());
    }

    /** Those that change something. */
    private List<PlannedAction> started() {
        Set<Integer> started = session.nodeStates().stream()
                .filter(state -> state.direction() == Direction.FORWARD)
                .map(NodeState::actionIndex)
                .collect(Collectors.toSet());
        return plan.actions().stream()
                .filter(action -> started.contains(action.heading().index()))
                .filter(action -> action.undo().kind() != PlannedAction.Undo.Kind.READS_ONLY)
                .toList();
    }
}
