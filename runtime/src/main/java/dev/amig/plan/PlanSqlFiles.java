package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.sql.Literals;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plan as one SQL file for each node and direction, in the order a client would run them ({@code --queries-file}). What a
 * client cannot do, a copy in chunks or statements for rows that are not known, stands there as a comment, and a statement
 * that fails stops the client in its place.
 */
public final class PlanSqlFiles {
    private static final String STOP = "SELECT throwIf(true, %s);\n";

    private final StringBuilder out = new StringBuilder();

    private PlanSqlFiles() {}

    /** File name → content: {@code 0001_x.s1r1.sql}, {@code 0001_x.s1r1.rollback.sql}, {@code 0001_x.s1r1.finalize.sql}. */
    public static Map<String, String> of(Plan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Node node : nodes(plan)) {
            String stem = plan.migration() + "." + node.id();
            files.put(stem + ".sql", forward(plan, plan.actions(), node, "forward"));
            files.put(stem + ".rollback.sql", rollback(plan, node));
            if (!plan.finalActions().isEmpty()) {
                files.put(stem + ".finalize.sql", forward(plan, plan.finalActions(), node, "finalize"));
            }
        }
        return files;
    }

    /** The cluster's, and the databases that steps name. */
    private static Set<Node> nodes(Plan plan) {
        Set<Node> nodes = new LinkedHashSet<>(plan.nodes());
        Stream.concat(plan.actions().stream(), plan.finalActions().stream())
                .flatMap(action -> action.nodes().stream())
                .map(NodePlan::node)
                .forEach(nodes::add);
        return nodes;
    }

    private static String forward(Plan plan, List<PlannedAction> actions, Node node, String direction) {
        PlanSqlFiles file = new PlanSqlFiles();
        file.head(plan, node, direction);
        actions.forEach(action -> file.forward(action, node));
        return file.out.toString();
    }

    private void forward(PlannedAction action, Node node) {
        if (action instanceof PlannedAction.Confirm) {
            title(PlanText.numbered(action) + ActionTitle.of(action));
            comment("stop here until somebody has answered");
            return;
        }
        on(action, node).ifPresent(work -> {
            title(PlanText.numbered(action) + ActionTitle.of(action));
            if (needsAmig(action)) {
                work.statements().forEach(it -> comment(SqlText.terminated(it.sql())));
                out.append(STOP.formatted(Literals.quote(action.heading().name()
                        + " is done by amig run; take this line out when you have done it by hand")));
            } else {
                statements(work.statements(), action.settings());
            }
            ActionRemarks.of(action).forEach(this::comment);
        });
    }

    /** What the server does not know yet cannot stand in a file. */
    private static boolean needsAmig(PlannedAction action) {
        return action instanceof PlannedAction.Copy
                || action instanceof PlannedAction.VerifyCopy
                || action instanceof PlannedAction.Step step && step.rows().isPresent();
    }

    private static String rollback(Plan plan, Node node) {
        PlanSqlFiles file = new PlanSqlFiles();
        file.head(plan, node, "rollback");
        PlanText.inReverse(plan.actions())
                .filter(PlanText::changesSomething)
                .forEach(action -> file.rollback(action, node));
        return file.out.toString();
    }

    private void rollback(PlannedAction action, Node node) {
        on(action, node).ifPresent(work -> {
            title(PlanText.rollbackTitle(action));
            boolean perRow =
                    action instanceof PlannedAction.Step step && step.rows().isPresent();
            if (perRow && work.rollback().stream().anyMatch(it -> it.sql().contains("«"))) {
                work.rollback().forEach(it -> comment(SqlText.terminated(it.sql())));
                out.append(STOP.formatted(
                        Literals.quote(action.heading().name() + " is undone by amig rollback, once for each row")));
            } else {
                statements(work.rollback(), action.settings());
            }
        });
    }

    private void head(Plan plan, Node node, String direction) {
        comment(plan.migration() + " on " + node + " of cluster " + plan.cluster() + ", " + direction + ", plan "
                + plan.checksum().substring(0, 12));
    }

    private static Optional<NodePlan> on(PlannedAction action, Node node) {
        return action.nodes().stream().filter(work -> work.node().equals(node)).findFirst();
    }

    private void statements(List<Statement> statements, Map<String, String> settings) {
        if (statements.isEmpty()) {
            return;
        }
        settings.forEach((name, value) -> out.append("SET ")
                .append(name)
                .append(" = ")
                .append(quoted(value))
                .append(";\n"));
        statements.forEach(
                statement -> out.append(SqlText.terminated(statement.sql())).append('\n'));
        settings.keySet().forEach(name -> out.append("SET ").append(name).append(" = DEFAULT;\n"));
    }

    private void title(String text) {
        out.append('\n');
        comment(text);
    }

    private void comment(String text) {
        out.append("-- ").append(text.replace("\n", "\n-- ")).append('\n');
    }

    private static String quoted(String value) {
        return value.matches("-?\\d+(\\.\\d+)?") ? value : Literals.quote(value);
    }
}
