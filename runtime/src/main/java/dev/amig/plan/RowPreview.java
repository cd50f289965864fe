package dev.amig.plan;

import dev.amig.cluster.Node;
import dev.amig.language.template.TemplateException;
import dev.amig.language.tree.Island;
import dev.amig.language.tree.Name;
import dev.amig.language.tree.RowLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of {@code FOR EACH ROW} before there is a row: «name» stands for the row's value of that column. */
final class RowPreview {
    private RowPreview() {}

    static List<Statement> statements(Rendering rendering, Island island, Node node, RowLoop loop) {
        Map<String, Object> row = new HashMap<>();
        for (Name column : loop.columns()) {
            row.put(column.value(), "«" + column.value() + "»");
        }
        try {
            return rendering.statements(island, node, row);
        } catch (TemplateException e) {
            // A template may count with a row's values; without them it can only be shown as it is written.
            return List.of(new Statement(0, island.text(), island.location()));
        }
    }
}
