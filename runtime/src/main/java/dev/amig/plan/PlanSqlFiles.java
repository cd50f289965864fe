package dev.amig.plan;

import dev.amig.cluster.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as one SQL file for each node and direction, in the order a client would run them ({@code --queries-file}). */
public final class PlanSqlFiles {
    private PlanSqlFiles() {}

    /** File name → content: {@code 0001_x.s1r1.sql} and {@code 0001_x.s1r1.rollback.sql}. */
    public static Map<String, String> of(Plan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Node node : plan.nodes()) {
            files.put(plan.migration() + "." + node.id() + ".sql", forward(plan, node));
            files.put(plan.migration() + "." + node.id() + ".rollback.sql", rollback(plan, node));
        }
        return files;
    }

    private static String forward(Plan plan, Node node) {
        StringBuilder out = new StringBuilder(head(plan, node, "forward"));
        for (PlannedAction action : plan.actions()) {
            if (action instanceof PlannedAction.Confirm confirm) {
                out.append("\n-- [")
                        .append(confirm.heading().index() + 1)
                        .append("] ")
                        .append(PlanText.title(confirm));
                out.append("\n-- stop here until somebody has answered\n");
            }
            statementsOf(action.nodes(), node).ifPresent(found -> {
                out.append("\n-- [")
                        .append(action.heading().index() + 1)
                        .append("] ")
                        .append(PlanText.title(action));
                out.append('\n');
                append(out, action, found.statements());
            });
        }
        return out.toString();
    }

    private static String rollback(Plan plan, Node node) {
        StringBuilder out = new StringBuilder(head(plan, node, "rollback"));
        for (int i = plan.actions().size() - 1; i >= 0; i--) {
            PlannedAction action = plan.actions().get(i);
            if (action instanceof PlannedAction.Step step) {
                statementsOf(step.nodes(), node).ifPresent(found -> {
                    out.append("\n-- rollback of [")
                            .append(step.heading().index() + 1)
                            .append("] ");
                    out.append(step.heading().name()).append('\n');
                    append(out, step, found.rollback());
                });
            }
        }
        return out.toString();
    }

    private static String head(Plan plan, Node node, String direction) {
        return "-- " + plan.migration() + " on " + node + " of cluster " + plan.cluster() + ", " + direction + ", plan "
                + plan.checksum().substring(0, 12) + "\n";
    }

    private static Optional<NodePlan> statementsOf(List<NodePlan> nodes, Node node) {
        return nodes.stream().filter(plan -> plan.node().equals(node)).findFirst();
    }

    private static void append(StringBuilder out, PlannedAction action, List<Statement> statements) {
        Map<String, String> settings = settings(action);
        settings.forEach((name, value) -> out.append("SET ")
                .append(name)
                .append(" = ")
                .append(quoted(value))
                .append(";\n"));
        statements.forEach(
                statement -> out.append(SqlText.terminated(statement.sql())).append('\n'));
        settings.keySet().forEach(name -> out.append("SET ").append(name).append(" = DEFAULT;\n"));
        if (action instanceof PlannedAction.Verify verify) {
            out.append("-- ").append(PlanText.expectation(verify)).append('\n');
        }
    }

    private static Map<String, String> settings(PlannedAction action) {
        if (action instanceof PlannedAction.Step step) {
            return step.settings();
        }
        return action instanceof PlannedAction.Verify verify ? verify.settings() : Map.of();
    }

    private static String quoted(String value) {
        return value.matches("-?\\d+(\\.\\d+)?")
                ? value
                : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
