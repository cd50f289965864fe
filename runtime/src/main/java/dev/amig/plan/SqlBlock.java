package dev.amig.plan;

import dev.amig.cluster.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The same SQL for several nodes, which a reader wants to see once. */
public record SqlBlock(List<Node> nodes, List<String> sql) {
    public SqlBlock {
        nodes = List.copyOf(nodes);
        sql = List.copyOf(sql);
    }

    /** In the order of the first node of each. */
    public static List<SqlBlock> of(List<NodePlan> plans, Function<NodePlan, List<Statement>> direction) {
        Map<List<String>, List<Node>> nodesBySql = new LinkedHashMap<>();
        for (NodePlan plan : plans) {
            List<String> sql =
                    direction.apply(plan).stream().map(Statement::sql).toList();
            nodesBySql.computeIfAbsent(sql, unused -> new ArrayList<>()).add(plan.node());
        }
        return nodesBySql.entrySet().stream()
                .map(entry -> new SqlBlock(entry.getValue(), entry.getKey()))
                .toList();
    }
}
