package dev.amig.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amig.journal.PlannedWork;
import dev.amig.journal.PlannedWork.Texts;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanJson;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of a plan is kept in the journal, so that a later one can be compared with it. */
final class PlanRecord {
    private PlanRecord() {}

    static List<PlannedWork> of(Plan plan) {
        return plan.actions().stream().map(PlanRecord::of).toList();
    }

    private static PlannedWork of(PlannedAction action) {
        ObjectNode clauses = PlanJson.clauses(action);
        Map<String, Texts> nodes = new LinkedHashMap<>();
        for (NodePlan plan : action.nodes()) {
            nodes.put(plan.node().id(), new Texts(texts(plan.statements()), texts(plan.rollback())));
        }
        return new PlannedWork(
                action.heading().index(),
                action.heading().name(),
                clauses.path("kind").asText(),
                action.heading().location().toString(),
                clauses.toPrettyString(),
                nodes);
    }

    private static List<String> texts(List<Statement> statements) {
        return statements.stream().map(Statement::sql).toList();
    }
}
