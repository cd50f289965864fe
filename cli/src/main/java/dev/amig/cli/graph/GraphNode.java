package dev.amig.cli.graph;

import java.util.List;
import java.util.Optional;

/**
 * One migration in a drawing.
 *
 * @param dependsOn names
 * @param state     absent: nobody asked
 */
public record GraphNode(String name, List<String> dependsOn, Optional<State> state) {
    public GraphNode {
        dependsOn = List.copyOf(dependsOn);
    }

    /** @param text told beside the colour, for those who cannot tell colours apart */
    public record State(String text, Style style) {}

    /** Light fills under black text, dark borders. */
    public enum Style {
        COMPLETED("completed", "#d8f0dc", "#2e7d32"),
        NOT_REQUIRED("not_required", "#eceff1", "#607d8b"),
        UNDER_WAY("under_way", "#fff3c4", "#b7791f"),
        FAILED("failed", "#fbdcdc", "#b71c1c"),
        NOT_STARTED("not_started", "#ffffff", "#757575");

        private final String word;
        private final String fill;
        private final String border;

        Style(String word, String fill, String border) {
            this.word = word;
            this.fill = fill;
            this.border = border;
        }

        String word() {
            return word;
        }

        String fill() {
            return fill;
        }

        String border() {
            return border;
        }
    }
}
