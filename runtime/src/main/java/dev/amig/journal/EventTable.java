package dev.amig.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.event}. */
final class EventTable {
    private EventTable() {}

    static Event insert(
            Handle handle, long run, Event.Kind kind, String action, String node, String queryId, String text) {
        return handle.createQuery("""
                        insert into amig.event (run, kind, action, node, query_id, text)
                        values (:run, :kind, :action, :node, :queryId, :text) returning *
                        """)
                .bind("run", run)
                .bind("kind", kind.name())
                .bind("action", action)
                .bind("node", node)
                .bind("queryId", queryId)
                .bind("text", text)
                .map((row, context) -> read(row))
                .one();
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
