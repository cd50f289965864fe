package dev.amig.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.graph.GraphNode.State;
import dev.amig.cli.graph.GraphNode.Style;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final List<GraphNode> NODES = List.of(
            new GraphNode("end", List.of(), Optional.of(new State("Completed successfully", Style.COMPLETED))),
            new GraphNode("a \"b\" <c>\\", List.of("end"), Optional.of(new State("Rolled back", Style.FAILED))));

    @Test
    void mermaid_gets_names_that_it_cannot_take_for_its_own_words() {
        assertThat(MermaidGraph.of(NODES)).isEqualTo("""
                flowchart TD
                  m1["end<br/>Completed successfully"]:::completed
                  m2["a #34;b#34; #60;c#62;#92;<br/>Rolled back"]:::failed
                  m1 --> m2
                  classDef completed fill:#d8f0dc,stroke:#2e7d32,color:#000000
                  classDef failed fill:#fbdcdc,stroke:#b71c1c,color:#000000
                """);
    }

    @Test
    void dot_gets_quoted_names() {
        assertThat(DotGraph.of(NODES)).isEqualTo("""
                digraph migrations {
                  node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
                  "end" [label="end\\nCompleted successfully", fillcolor="#d8f0dc", color="#2e7d32"];
                  "a \\"b\\" <c>\\\\" [label="a \\"b\\" <c>\\\\\\nRolled back", fillcolor="#fbdcdc", color="#b71c1c"];
                  "end" -> "a \\"b\\" <c>\\\\";
                }
                """);
    }
}
