package dev.amig.run;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.NodeState;
import dev.amig.journal.Run;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What going on with a run will do first, said before it is done. */
record Outlook(Run run, Plan plan, List<NodeState> states, List<AttemptRecord> attempts) {
    String sentence() {
        return "run %d of %s is %s; %s%s"
                .formatted(run.id(), run.title(), run.status().title(), lookUp(), next());
    }

    private String lookUp() {
        List<String> open = attempts.stream()
                .filter(AttemptRecord::isInDoubt)
                .map(it -> it.queryId().toString())
                .toList();
        return open.isEmpty() ? "" : "first it is looked up how " + String.join(", ", open) + " ended; ";
    }

    private String next() {
        return switch (run.status()) {
            case ERRORED, ROLLBACK_FAILED, ROLLING_BACK -> "going on with the rollback";
            case STOPPING -> "it was being stopped, and that is brought to its end";
            case STARTING -> "going on with the start checks";
            default -> forward();
        };
    }

    private String forward() {
        Optional<PlannedAction> next =
                plan.actions().stream().filter(action -> !isFinished(action)).findFirst();
        return next.map(action -> "going on with %s (%d of %d)"
                        .formatted(
                                action.heading().name(),
                                plan.position(action) + 1,
                                plan.actions().size()))
                .orElse("every action is finished");
    }

    private boolean isFinished(PlannedAction action) {
        Set<String> finished = states.stream()
                .filter(it -> it.direction() == Direction.FORWARD)
                .filter(it -> it.actionIndex() == action.heading().index())
                .filter(it -> it.state() == NodeState.State.FINISHED)
                .map(NodeState::node)
                .collect(Collectors.toSet());
        // A CONFIRM is planned on no node and finished for the whole run.
        return action instanceof PlannedAction.Confirm
                ? !finished.isEmpty()
                : action.nodes().stream()
                        .allMatch(node -> finished.contains(node.node().id()));
    }
}
