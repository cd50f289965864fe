package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedRows;
import dev.amig.transport.QueryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Before a run goes on, in whatever direction, it learns how the statements ended whose runner ended before it heard of them. Those
 * that still run are waited for: nothing is undone, and nothing else is sent, beside a statement of the same run.
 */
final class Settlement {
    private static final String WHY = "the runner before this one did not hear the answer";

    private final Plan plan;
    private final RunSession session;
    private final Courier courier;

    Settlement(Plan plan, RunSession session, Courier courier) {
        this.plan = plan;
        this.session = session;
        this.courier = courier;
    }

    void settle() throws InterruptedException {
        Map<String, List<AttemptRecord>> byNode = session.unsettledAttempts().stream()
                .collect(Collectors.groupingBy(it -> it.queryId().node(), LinkedHashMap::new, Collectors.toList()));
        if (byNode.isEmpty()) {
            return;
        }
        Map<String, Node> nodes = nodes();
        List<NodePlan> concerned = byNode.keySet().stream()
                .map(it -> new NodePlan(nodes.get(it), List.of(), List.of()))
                .toList();
        NodeFanOut.run(concerned, OptionalInt.empty(), it -> {
            for (AttemptRecord attempt : byNode.get(it.node().id())) {
                settle(it.node(), attempt);
            }
            return it;
        });
    }

    private void settle(Node node, AttemptRecord record) throws InterruptedException {
        QueryId id = record.queryId();
        LookupNotes notes = new LookupNotes(session, id.action(), node);
        Outcome found =
                courier.lookUp(id, node, WHY, counters -> session.board().counters(node, counters), notes);
        // That it was killed is news only of one that nobody has doubted yet.
        Outcome outcome = record.outcome().isPresent() && found instanceof Outcome.Cancelled
                ? Killed.doubt(found)
                : Killed.exchange(record.attempt().sql(), found);
        session.write(session.entry().concluded(record.attempt(), outcome));
    }

    /** Of every node that the plan sends anything to. */
    private Map<String, Node> nodes() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (PlannedAction action : plan.actions()) {
            action.nodes().forEach(it -> nodes.put(it.node().id(), it.node()));
            if (action instanceof PlannedAction.Step step) {
                step.rows()
                        .map(PlannedRows::questions)
                        .ifPresent(all -> all.values()
                                .forEach(it -> nodes.put(it.askedOn().id(), it.askedOn())));
            }
        }
        return nodes;
    }
}
