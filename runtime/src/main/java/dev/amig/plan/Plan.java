package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.tree.ActionOptions;
import dev.amig.language.tree.ServiceRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A migration worked out for one cluster: actions × nodes × statements. Pure data, made by {@link Planner}, without any server.
 *
 * @param file       the {@code .amig} file as the user named it
 * @param checksum   SHA-256 over the file, the templates, and this plan's statements: two equal ones do the same
 * @param cluster    its name
 * @param nodes      all nodes of the cluster
 * @param parameters as given to the templates
 * @param requiredWhen the query that says whether the migration is needed here, on the nodes it asks
 * @param finalText    when {@code FINALIZE} may be run, in the author's words; empty if there is none
 * @param finalActions run on {@code amig finalize} only
 */
public record Plan(
        String migration,
        String description,
        String file,
        String checksum,
        String cluster,
        List<Node> nodes,
        Map<String, Object> parameters,
        List<String> dependsOn,
        Optional<String> applicationVersion,
        List<ServiceRequirement> requires,
        List<NodePlan> requiredWhen,
        List<PlannedCheck> prechecks,
        List<PlannedCheck> healthChecks,
        Optional<PlannedCheck> progress,
        List<PlannedAction> actions,
        String finalText,
        List<PlannedAction> finalActions) {
    public Plan {
        nodes = List.copyOf(nodes);
        dependsOn = List.copyOf(dependsOn);
        requires = List.copyOf(requires);
        requiredWhen = List.copyOf(requiredWhen);
        prechecks = List.copyOf(prechecks);
        healthChecks = List.copyOf(healthChecks);
        actions = List.copyOf(actions);
        finalActions = List.copyOf(finalActions);
    }

    /** How many statements go forward, over all nodes. */
    public int statementCount() {
        return actions.stream()
                .flatMap(action -> action.nodes().stream())
                .mapToInt(node -> node.statements().size())
                .sum();
    }

    /** From 0, among the plan's own actions; those of {@code FINALIZE} carry the numbers they have in the file. */
    public int position(PlannedAction action) {
        return action.heading().index() - actions.get(0).heading().index();
    }

    /** What {@code FINALIZE} does, as a plan of its own: asked for by a person, it needs no check of whether it is required. */
    public Plan finalization() {
        return new Plan(
                migration,
                finalText,
                file,
                checksum,
                cluster,
                nodes,
                parameters,
                List.of(),
                applicationVersion,
                requires,
                List.of(),
                List.of(),
                healthChecks,
                Optional.empty(),
                finalActions,
                "",
                List.of());
    }

    /**
     * What follows an error in one of {@link #actions}: what its author wrote, else rollback; but once a person has let the
     * run pass, or people see the swapped tables, going back by itself is no longer what they expect.
     */
    public ActionOptions.OnError onError(PlannedAction action) {
        boolean passed = actions.stream()
                .takeWhile(it -> it != action)
                .anyMatch(it -> it instanceof PlannedAction.Confirm || it instanceof PlannedAction.Swap);
        return action.options().onError().orElse(passed ? ActionOptions.OnError.PAUSE : ActionOptions.OnError.ROLLBACK);
    }

    /** The part of it that concerns one shard's nodes. */
    public Plan onShard(int shard) {
        return new Plan(
                migration,
                description,
                file,
                checksum,
                cluster,
                nodes.stream().filter(node -> node.shard() == shard).toList(),
                parameters,
                dependsOn,
                applicationVersion,
                requires,
                onShard(requiredWhen, shard),
                prechecks.stream().map(check -> check.onShard(shard)).toList(),
                healthChecks.stream().map(check -> check.onShard(shard)).toList(),
                progress.map(check -> check.onShard(shard)),
                actionsOnShard(actions, shard),
                finalText,
                actionsOnShard(finalActions, shard));
    }

    private static List<PlannedAction> actionsOnShard(List<PlannedAction> actions, int shard) {
        return actions.stream()
                .map(action -> action.withNodes(onShard(action.nodes(), shard)))
                .toList();
    }

    private static List<NodePlan> onShard(List<NodePlan> plans, int shard) {
        return plans.stream().filter(plan -> plan.node().shard() == shard).toList();
    }
}
