package dev.amig.run;

import dev.amig.journal.Event;
import dev.amig.journal.NodeState;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryId.Direction;
import java.util.ArrayList;
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
        for (PlannedAction.Step step : startedSteps()) {
            if (!step.undo().isPossible()) {
                return Optional.of("step " + step.heading().name() + " ("
                        + step.heading().location() + ") has started and has no rollback");
            }
        }
        return Optional.empty();
    }

    /** @return what went wrong, when a rollback's statement failed */
    Optional<String> run() throws InterruptedException {
        List<PlannedAction.Step> steps = startedSteps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Optional<String> failure = undo(steps.get(i));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<String> undo(PlannedAction.Step step) throws InterruptedException {
        List<NodePlan> nodes = notYetUndone(step);
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        session.board()
                .action(
                        step.heading().index(),
                        step.heading().name(),
                        nodes.stream().map(NodePlan::node).toList());
        session.note(
                Event.Kind.ACTION_STARTED,
                step.heading().name(),
                null,
                null,
                step.undo()
                        .because()
                        .map(because ->
                                "nothing to roll back of " + step.heading().name() + ": " + because)
                        .orElse("rolling back " + step.heading().name()));
        ActionResult result = actions.back(step, nodes);
        return result.isFinished() ? Optional.empty() : Optional.of("rollback of " + result.sentence());
    }

    private List<NodePlan> notYetUndone(PlannedAction.Step step) {
        Set<String> started = nodesWith(step, Direction.FORWARD, Set.of(NodeState.State.values()));
        Set<String> undone = nodesWith(step, Direction.ROLLBACK, Set.of(NodeState.State.FINISHED));
        return step.nodes().stream()
                .filter(node -> started.contains(node.node().id()))
                .filter(node -> !undone.contains(node.node().id()))
                .toList();
    }

    private Set<String> nodesWith(PlannedAction.Step step, Direction direction, Set<NodeState.State> states) {
        return session.nodeStates().stream()
                .filter(state -> state.actionIndex() == step.heading().index())
                .filter(state -> state.direction() == direction && states.contains(state.state()))
                .map(NodeState::node)
                .collect(Collectors.toSet());
    }

    private List<PlannedAction.Step> startedSteps() {
        Set<Integer> started = session.nodeStates().stream()
                .filter(state -> state.direction() == Direction.FORWARD)
                .map(NodeState::actionIndex)
                .collect(Collectors.toSet());
        List<PlannedAction.Step> steps = new ArrayList<>();
        for (PlannedAction action : plan.actions()) {
            if (action instanceof PlannedAction.Step step
                    && started.contains(step.heading().index())) {
                steps.add(step);
            }
        }
        return steps;
    }
}
