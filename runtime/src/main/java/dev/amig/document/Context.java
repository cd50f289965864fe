package dev.amig.document;

import dev.amig.cluster.Node;
import dev.amig.document.Runbook.Nodes;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Location;
import dev.amig.language.tree.Action;
import dev.amig.plan.NodePlan;
import dev.amig.plan.Plan;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.SqlBlock;
import dev.amig.plan.SqlText;
import dev.amig.plan.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all parts of a runbook are made of. */
record Context(
        ValidMigration migration, Plan plan, Nodes nodes, Map<String, String> given, Reasons reasons, Mishaps mishaps) {
    /** More names than this tell less than their number. */
    private static final int MOST_NAMED = 12;

    Context(ValidMigration migration, Plan plan, Nodes nodes, Map<String, String> given) {
        this(migration, plan, nodes, given, Reasons.of(migration.source()), new Mishaps(plan));
    }

    boolean namesNodes() {
        return nodes == Nodes.KNOWN;
    }

    Action written(PlannedAction action) {
        return migration.migration().allActions().get(action.heading().index());
    }

    /** What the author says above a statement. */
    void reasons(Page page, Location statement) {
        List<String> lines = reasons.before(statement);
        if (!lines.isEmpty()) {
            page.block(String.join("\n", lines));
        }
    }

    /** As Markdown: in words, and the nodes where they are known. */
    String where(PlannedAction action) {
        return written(action)
                .accept(new WhereWords(migration.migration()))
                .map(words -> where(words, nodesOf(action.nodes())))
                .orElse("");
    }

    String where(String words, List<Node> these) {
        String text = Markdown.text(words);
        if (!namesNodes() || these.stream().anyMatch(Node::isPostgres)) {
            return text;
        }
        return text + " (" + (these.isEmpty() ? "none here" : named(these)) + ")";
    }

    private static String named(List<Node> these) {
        List<String> ids = these.stream().map(Node::id).toList();
        return ids.size() <= MOST_NAMED
                ? Markdown.codes(ids)
                : "%d nodes, %s to %s".formatted(ids.size(), ids.get(0), ids.get(ids.size() - 1));
    }

    static List<Node> nodesOf(List<NodePlan> plans) {
        return plans.stream().map(NodePlan::node).toList();
    }

    /** SQL of an action, once for all nodes that get the same. */
    void sql(Page page, List<NodePlan> plans, Function<NodePlan, List<Statement>> direction) {
        List<SqlBlock> blocks = SqlBlock.of(plans, direction);
        // In an example, it is enough to see what differs.
        for (SqlBlock block : blocks.subList(0, Math.min(blocks.size(), namesNodes() ? blocks.size() : 2))) {
            if (blocks.size() > 1) {
                page.block((namesNodes() ? "On " : "For example on ") + named(block.nodes()) + ":");
            }
            page.block(Markdown.fenced(
                    "sql", block.sql().stream().map(SqlText::terminated).collect(Collectors.joining("\n"))));
        }
    }
}
