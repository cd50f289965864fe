package dev.amig.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amig.journal.PlannedWork.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.planned_action}. */
final class PlannedActionTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlannedActionTable() {}

    /** Most nodes have the same statements, so a plan for a thousand of them is hardly larger than one for two. */
    private record Shared(List<Texts> texts, Map<String, Integer> nodes) {
        static Shared of(Map<String, Texts> each) {
            Map<Texts, Integer> numbers = new LinkedHashMap<>();
            Map<String, Integer> nodes = new LinkedHashMap<>();
            each.forEach((node, texts) -> {
                numbers.putIfAbsent(texts, numbers.size());
                nodes.put(node, numbers.get(texts));
            });
            return new Shared(new ArrayList<>(numbers.keySet()), nodes);
        }

        Map<String, Texts> each() {
            Map<String, Texts> each = new LinkedHashMap<>();
            nodes.forEach((node, number) -> each.put(node, texts.get(number)));
            return each;
        }
    }

    static void replace(Handle handle, long run, List<PlannedWork> plan) {
        handle.createUpdate("delete from amig.planned_action where run = :run")
                .bind("run", run)
                .execute();
        if (plan.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                        insert into amig.planned_action (run, action_index, action, kind, location, clauses, statements)
                        values (:run, :index, :action, :kind, :location, :clauses, :statements)
                        """);
        plan.forEach(it -> batch.bind("run", run)
                .bind("index", it.actionIndex())
                .bind("action", it.action())
                .bind("kind", it.kind())
                .bind("location", it.location())
                .bind("clauses", it.clauses())
                .bind("statements", write(Shared.of(it.nodes())))
                .add());
        batch.execute();
    }

    static List<PlannedWork> of(Handle handle, long run) {
        return handle.createQuery("select * from amig.planned_action where run = :run order by action_index")
                .bind("run", run)
                .map((row, context) -> read(row))
                .list();
    }

    private static PlannedWork read(ResultSet row) throws SQLException {
        try {
            return new PlannedWork(
                    row.getInt("action_index"),
                    row.getString("action"),
                    row.getString("kind"),
                    row.getString("location"),
                    row.getString("clauses"),
                    JSON.readValue(row.getString("statements"), Shared.class).each());
        } catch (JsonProcessingException e) {
            throw new SQLException("the journal holds a plan that is not the JSON it should be", e);
        }
    }

    private static String write(Shared statements) {
        try {
            return JSON.writeValueAsString(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a plan cannot be written as JSON", e);
        }
    }
}
