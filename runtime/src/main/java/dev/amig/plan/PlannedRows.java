package dev.amig.plan;

import dev.amig.cluster.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code FOR EACH ROW}: the query, and the statements that its rows become.
 *
 * @param columns   names by which templates see a row's values
 * @param questions by the id of the node that works with the rows: where they are asked for
 * @param templates makes the statements of one row
 */
public record PlannedRows(List<String> columns, Map<String, Question> questions, RowTemplates templates) {
    public PlannedRows {
        columns = List.copyOf(columns);
        questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
    }

    public record Question(Node askedOn, Statement query) {}

    /** @throws dev.amig.language.template.TemplateException with the place, when a row's values do not fit the template */
    public interface RowTemplates {
        List<Statement> statements(Node node, Map<String, Object> row);

        List<Statement> rollback(Node node, Map<String, Object> row);
    }
}
