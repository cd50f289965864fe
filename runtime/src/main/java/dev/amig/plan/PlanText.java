package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.text.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan as a reviewer reads it: what is asked first, the statements of every action, then all rollbacks in the order they
 * would run, then what is left for {@code amig finalize}. Nodes that get the same SQL share one block. It is SQL with comments.
 */
public final class PlanText {
    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    public static String of(Plan plan) {
        PlanText text = new PlanText();
        text.head(plan);
        text.checks(plan);
        plan.actions().forEach(text::forward);
        text.rollbacks(plan.actions());
        text.finalization(plan);
        return text.out.toString();
    }

    private void head(Plan plan) {
        comment(plan.migration() + " on cluster " + plan.cluster() + " ("
                + plan.nodes().stream().map(Node::id).collect(Collectors.joining(", ")) + ")");
        if (!plan.description().isEmpty()) {
            comment(plan.description());
        }
        comment(plan.file() + ", plan " + plan.checksum().substring(0, 12));
        if (!plan.dependsOn().isEmpty()) {
            comment("depends on " + String.join(", ", plan.dependsOn()));
        }
        plan.applicationVersion().ifPresent(range -> comment("for application version " + range));
        plan.requires()
                .forEach(it -> comment(
                        "requires " + it.service() + " " + it.versionRange().value()));
        plan.parameters().forEach((name, value) -> comment("parameter " + name + " = " + value));
    }

    private void checks(Plan plan) {
        if (!plan.requiredWhen().isEmpty()) {
            line("");
            comment("required when this is true:");
            blocks(plan.requiredWhen(), NodePlan::statements);
        }
        plan.prechecks().forEach(check -> check(check, "before the first action this must be true, else"));
        plan.healthChecks()
                .forEach(check -> check(
                        check,
                        "before the first action, and again "
                                + check.every()
                                        .map(every -> "every " + Units.text(every))
                                        .orElse("and again")
                                + ", this must be true, else"));
        plan.progress().ifPresent(check -> check(check, "the progress in percent"));
    }

    private void check(PlannedCheck check, String what) {
        Map<String, List<PlannedCheck.Question>> byMessage = check.questions().stream()
                .collect(
                        Collectors.groupingBy(PlannedCheck.Question::message, LinkedHashMap::new, Collectors.toList()));
        byMessage.forEach((message, questions) -> {
            line("");
            comment(what + (message.isEmpty() ? ":" : " '" + message + "':"));
            blocks(
                    questions.stream()
                            .map(it -> new NodePlan(it.node(), List.of(it.query()), List.of()))
                            .toList(),
                    NodePlan::statements);
        });
    }

    private void forward(PlannedAction action) {
        line("");
        comment(numbered(action) + ActionTitle.of(action));
        if (action instanceof PlannedAction.Step step) {
            step.rows().ifPresent(this::rows);
        }
        blocks(action.nodes(), NodePlan::statements);
        ActionRemarks.of(action).forEach(remark -> comment(remark));
    }

    private void rows(PlannedRows rows) {
        List<NodePlan> asked = rows.questions().values().stream()
                .distinct()
                .map(it -> new NodePlan(it.askedOn(), List.of(it.query()), List.of()))
                .toList();
        comment("the rows of:");
        blocks(asked, NodePlan::statements);
        comment("become:");
    }

    static String numbered(PlannedAction action) {
        return "[" + (action.heading().index() + 1) + "] ";
    }

    private void rollbacks(List<PlannedAction> actions) {
        if (inReverse(actions).noneMatch(PlanText::changesSomething)) {
            return;
        }
        line("");
        comment("ROLLBACK, from the last started action to the first");
        inReverse(actions).filter(PlanText::changesSomething).forEach(this::rollback);
    }

    static Stream<PlannedAction> inReverse(List<PlannedAction> actions) {
        List<PlannedAction> reversed = new ArrayList<>(actions);
        Collections.reverse(reversed);
        return reversed.stream();
    }

    static boolean changesSomething(PlannedAction action) {
        return action.undo().kind() != PlannedAction.Undo.Kind.READS_ONLY;
    }

    private void rollback(PlannedAction action) {
        line("");
        comment(rollbackTitle(action));
        if (action.undo().kind() == PlannedAction.Undo.Kind.STATEMENTS) {
            blocks(action.nodes(), NodePlan::rollback);
        }
    }

    static String rollbackTitle(PlannedAction action) {
        String title = "rollback of " + numbered(action) + action.heading().name();
        return switch (action.undo().kind()) {
            case NOTHING_TO_UNDO ->
                title + ": nothing to do, because " + action.undo().because().orElseThrow();
            case IMPOSSIBLE -> title + ": none, it is irreversible";
            default -> title;
        };
    }

    private void finalization(Plan plan) {
        if (plan.finalActions().isEmpty()) {
            return;
        }
        line("");
        comment("FINALIZE, later, when " + plan.finalText());
        plan.finalActions().forEach(this::forward);
        rollbacks(plan.finalActions());
    }

    private void blocks(List<NodePlan> nodes, Function<NodePlan, List<Statement>> statements) {
        for (SqlBlock block : SqlBlock.of(nodes, statements)) {
            comment("on " + block.nodes().stream().map(Node::id).collect(Collectors.joining(", ")));
            block.sql().forEach(statement -> line(SqlText.terminated(statement)));
        }
    }

    private void comment(String text) {
        line("-- " + text.replace("\n", "\n-- "));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
