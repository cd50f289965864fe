package dev.amig.cli.graph;

import dev.amig.cli.graph.GraphNode.State;
import dev.amig.cli.graph.GraphNode.Style;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A flowchart of Mermaid; arrows lead the way that runs go, from a dependency to what depends on it. */
public final class MermaidGraph {
    private final StringBuilder out = new StringBuilder("flowchart TD\n");
    private final Map<String, String> ids = new HashMap<>();

    private MermaidGraph() {}

    public static String of(List<GraphNode> nodes) {
        MermaidGraph graph = new MermaidGraph();
        // Names of their own, because some words, such as end, break Mermaid's parser where they stand for a node.
        nodes.forEach(node -> graph.ids.put(node.name(), "m" + (graph.ids.size() + 1)));
        nodes.forEach(graph::node);
        nodes.forEach(graph::arrows);
        graph.styles(nodes);
        return graph.out.toString();
    }

    private void node(GraphNode node) {
        String state = node.state().map(it -> "<br/>" + escaped(it.text())).orElse("");
        String style = node.state().map(it -> ":::" + it.style().word()).orElse("");
        out.append("  %s[\"%s%s\"]%s\n".formatted(ids.get(node.name()), escaped(node.name()), state, style));
    }

    private void arrows(GraphNode node) {
        for (String dependency : node.dependsOn()) {
            out.append("  %s --> %s\n".formatted(ids.get(dependency), ids.get(node.name())));
        }
    }

    private void styles(List<GraphNode> nodes) {
        Set<Style> used = nodes.stream()
                .flatMap(node -> node.state().stream())
                .map(State::style)
                .collect(Collectors.toSet());
        for (Style style : Style.values()) {
            if (used.contains(style)) {
                out.append("  classDef %s fill:%s,stroke:%s,color:#000000\n"
                        .formatted(style.word(), style.fill(), style.border()));
            }
        }
    }

    /** Mermaid's own entities: a text may be Markdown and HTML otherwise. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append("\"#&<>`*\\".indexOf(c) >= 0 ? "#" + c + ";" : Character.toString(c)));
        return escaped.toString();
    }
}
