package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.cluster.ShardSelection;
import dev.amig.journal.NodeState;
import dev.amig.language.tree.Expectation;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The shards that one command drives a run on: {@code --shard 1} first, the others later. An action that runs once, {@code ON ANY
 * NODE} or {@code ON POSTGRES}, belongs to every part, so the first one that comes to it runs it.
 */
final class RunPart {
    private final Plan plan;
    private final ShardSelection shards;

    RunPart(Plan plan, ShardSelection shards) {
        this.plan = plan;
        this.shards = shards;
    }

    /** The action on the nodes of this part; on none where it does not concern it. */
    PlannedAction of(PlannedAction action, Supplier<List<NodeState>> states) {
        if (shards.isAll() || action.placed().once()) {
            return action;
        }
        Set<String> before = comparesAll(action) ? finished(states.get(), action) : Set.of();
        return action.withNodes(action.nodes().stream()
                .filter(it ->
                        shards.contains(it.node()) || before.contains(it.node().id()))
                .toList());
    }

    /** What is the same on the nodes of two parts was not compared by either of them alone. */
    private static boolean comparesAll(PlannedAction action) {
        return action instanceof PlannedAction.Verify verify
                && verify.expectation() instanceof Expectation.SameOnEveryNode;
    }

    /** Those on whose nodes everything is done; empty for a run that has not come that far anywhere. */
    List<Integer> doneShards(List<NodeState> states) {
        return shardsWhere(states, true);
    }

    List<Integer> openShards(List<NodeState> states) {
        return shardsWhere(states, false);
    }

    private List<Integer> shardsWhere(List<NodeState> states, boolean done) {
        return plan.nodes().stream()
                .map(Node::shard)
                .distinct()
                .filter(this::hasWork)
                .filter(shard -> isDone(shard, states) == done)
                .toList();
    }

    private boolean hasWork(int shard) {
        return plan.actions().stream()
                .filter(action -> !action.placed().once())
                .flatMap(action -> action.nodes().stream())
                .anyMatch(it -> it.node().shard() == shard);
    }

    private boolean isDone(int shard, List<NodeState> states) {
        return plan.actions().stream()
                .filter(action -> !action.placed().once())
                .allMatch(action -> isFinished(action, states, node -> node.shard() == shard));
    }

    static boolean isFinished(PlannedAction action, List<NodeState> states) {
        return isFinished(action, states, node -> true);
    }

    private static boolean isFinished(PlannedAction action, List<NodeState> states, Predicate<Node> which) {
        Set<String> finished = finished(states, action);
        return action.nodes().stream().map(NodePlan::node).filter(which).allMatch(node -> finished.contains(node.id()));
    }

    static Set<String> finished(List<NodeState> states, PlannedAction action) {
        return states.stream()
                .filter(state -> state.direction() == Direction.FORWARD)
                .filter(state -> state.actionIndex() == action.heading().index())
                .filter(state -> state.state() == NodeState.State.FINISHED)
                .map(NodeState::node)
                .collect(Collectors.toSet());
    }

    /** What is done and what is not, once this part is; empty: all of it is. */
    Optional<String> left(List<NodeState> states) {
        List<Integer> open = openShards(states);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> done = doneShards(states);
        return Optional.of(
                "%s %s done, %s %s not; go on with: amig run %s --shard %s, or without --shard for all of them"
                        .formatted(
                                ShardSelection.words(done),
                                done.size() == 1 ? "is" : "are",
                                ShardSelection.words(open),
                                open.size() == 1 ? "is" : "are",
                                plan.file(),
                                ShardSelection.text(open)));
    }
}
