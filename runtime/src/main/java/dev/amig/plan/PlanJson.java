package dev.amig.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
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
        plan.applicationVersion().ifPresent(range -> json.put("application_version", range));
        plan.requires()
                .forEach(it -> json.withObject("/requires")
                        .put(it.service().value(), it.versionRange().value()));
        nodes(json.putArray("required_when"), plan.requiredWhen());
        checks(json.putArray("prechecks"), plan.prechecks());
        checks(json.putArray("health_checks"), plan.healthChecks());
        plan.progress().ifPresent(check -> questions(json.putArray("progress"), check));
        actions(json.putArray("actions"), plan.actions());
        json.put("finalize", plan.finalText());
        actions(json.putArray("final_actions"), plan.finalActions());
        return json;
    }

    private static void checks(ArrayNode array, List<PlannedCheck> checks) {
        for (PlannedCheck check : checks) {
            ObjectNode json = array.addObject().put("location", check.location().toString());
            check.every().ifPresent(every -> json.put("every_seconds", every.toSeconds()));
            questions(json.putArray("questions"), check);
        }
    }

    private static void questions(ArrayNode array, PlannedCheck check) {
        for (PlannedCheck.Question question : check.questions()) {
            array.addObject()
                    .put("node", question.node().id())
                    .put("sql", question.query().sql())
                    .put("message", question.message());
        }
    }

    private static void actions(ArrayNode array, List<PlannedAction> actions) {
        for (PlannedAction action : actions) {
            ObjectNode json = array.addObject()
                    .put("index", action.heading().index())
                    .put("kind", "")
                    .put("name", action.heading().name())
                    .put("description", action.heading().description())
                    .put("location", action.heading().location().toString());
            clauses(json, action);
            nodes(json.putArray("nodes"), action.nodes());
        }
    }

    /** What an action says besides its statements: two with the same statements and the same of this do the same. */
    public static ObjectNode clauses(PlannedAction action) {
        return clauses(JSON.createObjectNode().put("kind", ""), action);
    }

    private static ObjectNode clauses(ObjectNode json, PlannedAction action) {
        settings(json, action.settings());
        action.atOnce().ifPresent(nodes -> json.put("at_once", nodes));
        json.put("undo", action.undo().kind().name().toLowerCase(Locale.ROOT));
        action.undo().because().ifPresent(because -> json.put("no_rollback_because", because));
        action.accept(new ActionJson(json));
        return json;
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
