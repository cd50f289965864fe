package dev.amig.cli.graph;

import java.util.List;

/** A directed graph of Graphviz; arrows lead the way that runs go, from a dependency to what depends on it. */
public final class DotGraph {
    private DotGraph() {}

    public static String of(List<GraphNode> nodes) {
        StringBuilder out = new StringBuilder("""
                digraph migrations {
                  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
                """);
        nodes.forEach(node -> out.append("  ").append(node(node)).append(";\n"));
        for (GraphNode node : nodes) {
            for (String dependency : node.dependsOn()) {
                out.append("  %s -> %s;\n".formatted(quoted(dependency), quoted(node.name())));
            }
        }
        return out.append("}\n").toString();
    }

    private static String node(GraphNode node) {
        return quoted(node.name())
                + node.state()
                        .map(state -> " [label=%s, fillcolor=\"%s\", color=\"%s\"]"
                                .formatted(
                                        quoted(node.name() + "\n" + state.text()),
                                        state.style().fill(),
                                        state.style().border()))
                        .orElse("");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
