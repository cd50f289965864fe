package dev.amig.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amig.language.tree.ChunkSize;

/** What only one kind of action has, added to its JSON object. */
final class ActionJson implements PlannedAction.Visitor<Void> {
    private final ObjectNode json;

    ActionJson(ObjectNode json) {
        this.json = json;
    }

    private Void kind(String kind) {
        json.put("kind", kind);
        return null;
    }

    @Override
    public Void step(PlannedAction.Step step) {
        step.rows().ifPresent(rows -> {
            ObjectNode loop = json.putObject("for_each_row");
            rows.columns().forEach(loop.putArray("columns")::add);
            rows.questions()
                    .forEach((node, question) -> loop.withObject("/questions")
                            .putObject(node)
                            .put("asked_on", question.askedOn().id())
                            .put("sql", question.query().sql()));
        });
        return kind("STEP");
    }

    @Override
    public Void copy(PlannedAction.Copy copy) {
        json.put("read_live", copy.readLive())
                .put("shortcut", !copy.noShortcut())
                .put("append", copy.append());
        copy.chunks().ifPresent(this::chunks);
        copy.parallelism()
                .ifPresent(it -> json.put(
                        "parallel",
                        it.chunks().isPresent() ? String.valueOf(it.chunks().getAsInt()) : "auto"));
        copy.tasks().forEach((node, task) -> task(json.withObject("/tasks").putObject(node), task));
        return kind("COPY");
    }

    private void chunks(ChunkSize size) {
        ObjectNode chunk = json.putObject("chunk");
        if (size instanceof ChunkSize.Rows rows) {
            chunk.put("rows", rows.rows());
        } else if (size instanceof ChunkSize.Bytes bytes) {
            chunk.put("bytes", bytes.bytes());
        } else {
            chunk.put("partition", true);
        }
    }

    private static void task(ObjectNode json, CopyTask task) {
        json.put("source", task.source().sql())
                .put("destination", task.destination().sql());
        task.columns().ifPresent(columns -> {
            ArrayNode array = json.putArray("columns");
            columns.forEach(it -> array.addObject().put("name", it.column()).put("expression", it.expression()));
        });
        task.where().ifPresent(where -> json.put("where", where));
        task.throttles()
                .forEach(it -> json.withArray("/throttles")
                        .addObject()
                        .put("reason", it.reason())
                        .put("sql", it.query()));
    }

    @Override
    public Void verify(PlannedAction.Verify verify) {
        json.put("expect", Expectations.text(verify.expectation())).put("warn_only", verify.warnOnly());
        verify.onMismatch()
                .forEach((node, query) -> json.withObject("/on_mismatch").put(node, query.sql()));
        return kind("VERIFY");
    }

    @Override
    public Void verifyCopy(PlannedAction.VerifyCopy verify) {
        json.put("copy", verify.copy())
                .put("by_partition", verify.byPartition())
                .put("checksum", !verify.withoutChecksum());
        return kind("VERIFY COPY");
    }

    @Override
    public Void waiting(PlannedAction.Wait wait) {
        json.put("every_seconds", wait.every().toSeconds())
                .put("timeout_seconds", wait.timeout().toSeconds());
        return kind("WAIT");
    }

    @Override
    public Void confirm(PlannedAction.Confirm confirm) {
        json.put("question", confirm.question());
        return kind("CONFIRM");
    }

    @Override
    public Void swap(PlannedAction.Swap swap) {
        swap.tables()
                .forEach((node, tables) -> json.withObject("/tables")
                        .putObject(node)
                        .put("first", tables.first().sql())
                        .put("second", tables.second().sql()));
        return kind("SWAP");
    }
}
