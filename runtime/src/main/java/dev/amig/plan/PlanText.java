package dev.amig.plan;

import dev.amig.cluster.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A plan as a reviewer reads it: the statements of every action, then all rollbacks in the order they would run. Nodes that
 * get the same SQL share one block. It is SQL with comments, so it can be pasted.
 */
public final class PlanText {
    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    public static String of(Plan plan) {
        PlanText text = new PlanText();
        text.head(plan);
        plan.actions().forEach(text::forward);
        text.rollbacks(plan);
        return text.out.toString();
    }

    private void head(Plan plan) {
        line("-- " + plan.migration() + " on cluster " + plan.cluster() + " ("
                + plan.nodes().stream().map(Node::id).collect(Collectors.joining(", ")) + ")");
        if (!plan.description().isEmpty()) {
            line("-- " + plan.description());
        }
        line("-- " + plan.file() + ", plan " + plan.checksum().substring(0, 12));
        if (!plan.dependsOn().isEmpty()) {
            line("-- depends on " + String.join(", ", plan.dependsOn()));
        }
        plan.parameters().forEach((name, value) -> line("-- parameter " + name + " = " + value));
        if (!plan.requiredWhen().isEmpty()) {
            line("");
            line("-- required when this is true:");
            blocks(plan.requiredWhen(), NodePlan::statements);
        }
    }

    private void forward(PlannedAction action) {
        line("");
        line("-- [" + (action.heading().index() + 1) + "] " + title(action));
        blocks(action.nodes(), NodePlan::statements);
        action.accept(new PlannedAction.Visitor<Void>() {
            @Override
            public Void step(PlannedAction.Step step) {
                return null;
            }

            @Override
            public Void verify(PlannedAction.Verify verify) {
                line("-- " + expectation(verify));
                return null;
            }

            @Override
            public Void confirm(PlannedAction.Confirm confirm) {
                return null;
            }
        });
    }

    private void rollbacks(Plan plan) {
        line("");
        line("-- ROLLBACK, from the last started action to the first");
        for (int i = plan.actions().size() - 1; i >= 0; i--) {
            if (plan.actions().get(i) instanceof PlannedAction.Step step) {
                rollback(step);
            }
        }
    }

    private void rollback(PlannedAction.Step step) {
        line("");
        String title = "-- rollback of [" + (step.heading().index() + 1) + "] "
                + step.heading().name();
        if (step.noRollbackBecause().isPresent()) {
            line(title + ": nothing to do, because " + step.noRollbackBecause().get());
        } else if (!step.reversible()) {
            line(title + ": none, the step is irreversible");
        } else {
            line(title);
            blocks(step.nodes(), NodePlan::rollback);
        }
    }

    static String title(PlannedAction action) {
        String description = action.heading().description().isEmpty()
                ? ""
                : " '" + action.heading().description() + "'";
        return action.accept(new PlannedAction.Visitor<>() {
            @Override
            public String step(PlannedAction.Step step) {
                return "STEP " + step.heading().name() + description + settings(step.settings());
            }

            @Override
            public String verify(PlannedAction.Verify verify) {
                return "VERIFY " + verify.heading().name() + description + settings(verify.settings());
            }

            @Override
            public String confirm(PlannedAction.Confirm confirm) {
                return "CONFIRM '" + confirm.question() + "'";
            }
        });
    }

    static String expectation(PlannedAction.Verify verify) {
        return Expectations.text(verify.expectation()) + (verify.warnOnly() ? ", otherwise a warning" : "");
    }

    private static String settings(Map<String, String> settings) {
        return settings.isEmpty()
                ? ""
                : settings.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", ", " SETTINGS ", ""));
    }

    private void blocks(List<NodePlan> nodes, Function<NodePlan, List<Statement>> statements) {
        Map<List<String>, List<String>> nodesBySql = new LinkedHashMap<>();
        for (NodePlan node : nodes) {
            List<String> sql =
                    statements.apply(node).stream().map(Statement::sql).toList();
            nodesBySql
                    .computeIfAbsent(sql, unused -> new ArrayList<>())
                    .add(node.node().id());
        }
        nodesBySql.forEach((sql, ids) -> {
            line("-- on " + String.join(", ", ids));
            sql.forEach(statement -> line(SqlText.terminated(statement)));
        });
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
