package dev.amig.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amig.cluster.Node;
import dev.amig.plan.PlannedAction;
import dev.amig.plan.PlannedRows;
import dev.amig.plan.Statement;
import dev.amig.run.ActionResult.NodeResult;
import dev.amig.transport.QueryId.Direction;
import dev.amig.transport.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of one {@code FOR EACH ROW}. They are asked for once, when the step begins, and kept in the journal before the first
 * statement that is made of them: a resumed run and a rollback go through the same rows, whatever the query would give by then.
 */
final class RowSets {
    /** The query is the step's first statement; those of the rows follow. */
    private static final int FIRST_OF_ROWS = 1;

    private static final TypeReference<List<List<Object>>> ROWS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private final PlannedAction.Step step;
    private final PlannedRows rows;
    private final RunSession session;

    RowSets(PlannedAction.Step step, RunSession session) {
        this.step = step;
        this.rows = step.rows().orElseThrow();
        this.session = session;
    }

    /** @return what went wrong, when the rows could not be had; nothing was changed then */
    Optional<ActionResult> ask(ActionWork work) throws InterruptedException {
        Set<PlannedRows.Question> questions = new LinkedHashSet<>();
        step.nodes()
                .forEach(node -> questions.add(rows.questions().get(node.node().id())));
        for (PlannedRows.Question question : questions) {
            if (kept(question.askedOn()).isPresent()) {
                continue;
            }
            Optional<NodeResult> failure = ask(work, question);
            if (failure.isPresent()) {
                return Optional.of(new ActionResult(step.heading().name(), List.of(failure.get())));
            }
        }
        return Optional.empty();
    }

    private Optional<NodeResult> ask(ActionWork work, PlannedRows.Question question) throws InterruptedException {
        Node node = question.askedOn();
        session.board().running(node, "asking for the rows");
        Execution execution = work.execute(new Assignment(
                step.heading().name(),
                node,
                Direction.FORWARD,
                question.query(),
                step.settings(),
                step.options(),
                true,
                true));
        if (!execution.isApplied()) {
            String why = execution.failure() + " (query " + execution.queryId() + ", "
                    + question.query().location() + ")";
            return Optional.of(work.fail(node, why, execution.queryId(), false));
        }
        Result result = execution.result().orElseThrow();
        Optional<String> misfit = misfit(result);
        if (misfit.isPresent()) {
            String why = misfit.get() + " (" + question.query().location() + ")";
            return Optional.of(work.fail(node, why, execution.queryId(), false));
        }
        session.keepRows(step.heading().index(), node.id(), encode(result.rows()));
        return Optional.empty();
    }

    private Optional<String> misfit(Result result) {
        if (result.columns().size() != rows.columns().size()) {
            return Optional.of("FOR EACH ROW names %d columns (%s), its query gave %d"
                    .formatted(
                            rows.columns().size(),
                            String.join(", ", rows.columns()),
                            result.columns().size()));
        }
        return result.truncated()
                ? Optional.of("FOR EACH ROW goes through at most %d rows, its query gave more"
                        .formatted(result.rows().size()))
                : Optional.empty();
    }

    List<Statement> statements(Node node) {
        List<Statement> statements = new ArrayList<>();
        for (Map<String, Object> row : of(node)) {
            for (Statement it : rows.templates().statements(node, row)) {
                statements.add(new Statement(FIRST_OF_ROWS + statements.size(), it.sql(), it.location()));
            }
        }
        return statements;
    }

    /** From the last row to the first. A rollback that does not look at its row runs once. */
    List<Statement> rollback(Node node) {
        List<Map<String, Object>> all =
                kept(rows.questions().get(node.id()).askedOn()).map(this::named).orElse(List.of());
        Set<List<String>> seen = new LinkedHashSet<>();
        List<Statement> statements = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            List<Statement> rollback = rows.templates().rollback(node, all.get(i));
            if (seen.add(rollback.stream().map(Statement::sql).toList())) {
                rollback.forEach(it -> statements.add(new Statement(statements.size(), it.sql(), it.location())));
            }
        }
        return statements;
    }

    private List<Map<String, Object>> of(Node node) {
        return named(kept(rows.questions().get(node.id()).askedOn()).orElseThrow());
    }

    private List<Map<String, Object>> named(List<List<Object>> all) {
        return all.stream().map(this::namedRow).toList();
    }

    private Map<String, Object> namedRow(List<Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            named.put(rows.columns().get(i), row.get(i));
        }
        return named;
    }

    private Optional<List<List<Object>>> kept(Node askedOn) {
        return session.keptRows(step.heading().index(), askedOn.id()).map(RowSets::decode);
    }

    private static List<List<Object>> decode(String json) {
        try {
            return JSON.readValue(json, ROWS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds rows that are not the JSON they should be: " + json, e);
        }
    }

    /** Numbers and truth values stay what they are; anything else becomes its text, as the server writes it. */
    private static String encode(List<List<Object>> all) {
        List<List<Object>> plain = all.stream().map(row -> plain(row)).toList();
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows that cannot be written as JSON: " + plain, e);
        }
    }

    private static List<Object> plain(List<Object> row) {
        List<Object> values = new ArrayList<>();
        for (Object value : row) {
            boolean keeps = value == null || value instanceof Boolean || value instanceof Number && !isSpecial(value);
            values.add(keeps ? value : String.valueOf(value));
        }
        return values;
    }

    /** JSON has no NaN and no infinity. */
    private static boolean isSpecial(Object value) {
        return value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float small && !Float.isFinite(small);
    }
}
