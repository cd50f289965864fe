package dev.amig.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@code amig.event}. */
final class EventTable {
    /** The system column holds the lower half of a transaction's number. */
    static final String MADE_BY = "xmin::text::bigint = :transaction % 4294967296";

    private static final String INSERT = """
            insert into amig.event (run, kind, action, node, query_id, text)
            values (:run, :kind, :action, :node, :queryId, :text)
            """;

    private EventTable() {}

    /** @param inserted gets the event */
    static void addInsert(Pipeline pipeline, Entry.Note note, Consumer<Event> inserted) {
        pipeline.add(INSERT + "returning *", values(note), (rows, count) -> {
            boolean found = rows.next();
            if (found) {
                inserted.accept(read(rows));
            }
            return found;
        });
    }

    private static Map<String, Object> values(Entry.Note note) {
        return Named.values(
                "run", note.run(),
                "kind", note.kind().name(),
                "action", note.action(),
                "node", note.node(),
                "queryId", note.queryId() == null ? null : note.queryId().toString(),
                "text", note.text());
    }

    /** @return in the same order */
    static List<Event> insert(Handle handle, List<Entry.Note> notes) {
        if (notes.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = handle.prepareBatch(INSERT);
        notes.forEach(it -> batch.add(values(it)));
        return batch.executePreparedBatch("*").map((row, context) -> read(row)).list();
    }

    static Event insertNote(Handle handle, long run, String text) {
        return insert(handle, List.of(new Entry.Note(run, Event.Kind.NOTE, null, null, null, text)))
                .get(0);
    }

    /** That a run has come to a status. */
    static Event insertStatus(Handle handle, long run, RunStatus to, Cause by, String why) {
        return handle.createQuery("""
                        insert into amig.event (run, kind, text, status, cause)
                        values (:run, 'STATUS_CHANGED', :text, :status, :cause) returning *
                        """)
                .bind("run", run)
                .bind("text", why.isEmpty() ? to.title() : to.title() + ": " + why)
                .bind("status", to.name())
                .bind("cause", by.name())
                .map((row, context) -> read(row))
                .one();
    }

    static List<Event> after(Handle handle, long run, long sequence) {
        return handle.createQuery("select * from amig.event where run = :run and sequence > :after order by sequence")
                .bind("run", run)
                .bind("after", sequence)
                .map((row, context) -> read(row))
                .list();
    }

    /** Those that one transaction has written, in order: a row is never changed, so it still says by whom it was made. */
    static List<Event> of(Handle handle, long transaction) {
        return handle.createQuery("select * from amig.event where " + MADE_BY + " order by sequence")
                .bind("transaction", transaction)
                .map((row, context) -> read(row))
                .list();
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("sequence"),
                row.getLong("run"),
                RunTable.instant(row, "at").orElseThrow(),
                Event.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("action")),
                Optional.ofNullable(row.getString("node")),
                Optional.ofNullable(row.getString("query_id")),
                row.getString("text"),
                Optional.ofNullable(row.getString("status")).map(RunStatus::valueOf),
                Optional.ofNullable(row.getString("cause")).map(Cause::valueOf));
    }
}
