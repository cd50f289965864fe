package dev.amig.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A plan for machines. Fields are added, never renamed; {@code format} grows when one changes its meaning. */
public final class PlanJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    public static ObjectNode of(Plan plan) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("migration", plan.migration())
                .put("description", plan.description())
                .put("file", plan.file())
                .put("checksum", plan.checksum())
                .put("cluster", plan.cluster());
        plan.nodes()
                .forEach(node -> json.withArray("nodes")
                        .addObject()
                        .put("id", node.id())
                        .put("host", node.host())
                        .put("port", node.port()));
        json.set("parameters", JSON.valueToTree(plan.parameters()));
        plan.dependsOn().forEach(json.putArray("depends_on")::add);
        nodes(json.putArray("required_when"), plan.requiredWhen());
        ArrayNode actions = json.putArray("actions");
        plan.actions().forEach(action -> action(actions.addObject(), action));
        return json;
    }

    private static void action(ObjectNode json, PlannedAction action) {
        json.put("index", action.heading().index())
                .put("kind", kind(action))
                .put("name", action.heading().name())
                .put("description", action.heading().description())
                .put("location", action.heading().location().toString());
        action.accept(new PlannedAction.Visitor<Void>() {
            @Override
            public Void step(PlannedAction.Step step) {
                settings(json, step.settings());
                step.noRollbackBecause().ifPresent(because -> json.put("no_rollback_because", because));
                json.put("reversible", step.reversible());
                return null;
            }

            @Override
            public Void verify(PlannedAction.Verify verify) {
                settings(json, verify.settings());
                json.put("expect", Expectations.text(verify.expectation()));
                json.put("warn_only", verify.warnOnly());
                verify.onMismatch()
                        .forEach(
                                (node, query) -> json.withObject("/on_mismatch").put(node, query.sql()));
                return null;
            }

            @Override
            public Void confirm(PlannedAction.Confirm confirm) {
                json.put("question", confirm.question());
                return null;
            }
        });
        nodes(json.putArray("nodes"), action.nodes());
    }

    private static String kind(PlannedAction action) {
        return action.accept(new PlannedAction.Visitor<>() {
            @Override
            public String step(PlannedAction.Step step) {
                return "STEP";
            }

            @Override
            public String verify(PlannedAction.Verify verify) {
                return "VERIFY";
            }

            @Override
            public String confirm(PlannedAction.Confirm confirm) {
                return "CONFIRM";
            }
        });
    }

    private static void settings(ObjectNode json, Map<String, String> settings) {
        ObjectNode object = json.putObject("settings");
        settings.forEach(object::put);
    }

    private static void nodes(ArrayNode array, List<NodePlan> plans) {
        for (NodePlan plan : plans) {
            ObjectNode json = array.addObject().put("node", plan.node().id());
            statements(json.putArray("statements"), plan.statements());
            statements(json.putArray("rollback"), plan.rollback());
        }
    }

    private static void statements(ArrayNode array, List<Statement> statements) {
        statements.forEach(statement -> array.addObject()
                .put("sql", statement.sql())
                .put("location", statement.location().toString()));
    }
}
