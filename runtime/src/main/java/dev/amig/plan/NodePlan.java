package dev.amig.plan;

import dev.amig.cluster.Node;
import java.util.List;

/**
 * What one action does on one node.
 *
 * @param statements in order
 * @param rollback   how they are undone, in order; empty where nothing has to be
 */
public record NodePlan(Node node, List<Statement> statements, List<Statement> rollback) {
    public NodePlan {
        statements = List.copyOf(statements);
        rollback = List.copyOf(rollback);
    }
}
