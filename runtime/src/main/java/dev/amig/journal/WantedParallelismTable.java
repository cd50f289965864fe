package dev.amig.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** {@code amig.wanted_parallelism}. */
final class WantedParallelismTable {
    private WantedParallelismTable() {}

    static void replace(Handle handle, int actionIndex, WantedParallelism wanted) {
        handle.createUpdate("""
                        insert into amig.wanted_parallelism (run, action_index, request, chunks, paused)
                        values (:run, :action, :request, :chunks, :paused)
                        on conflict (run, action_index) do update
                        set request = excluded.request, chunks = excluded.chunks, paused = excluded.paused
                        """)
                .bind("run", wanted.request().run())
                .bind("action", actionIndex)
                .bind("request", wanted.request().id())
                .bind(
                        "chunks",
                        wanted.chunks().isPresent() ? (Integer) wanted.chunks().getAsInt() : null)
                .bind("paused", wanted.isPaused())
                .execute();
    }

    static Optional<WantedParallelism> find(Handle handle, long run, int actionIndex) {
        return handle.createQuery("""
                        select r.*, w.chunks, w.paused from amig.wanted_parallelism w join amig.request r on r.id = w.request
                        where w.run = :run and w.action_index = :action
                        """)
                .bind("run", run)
                .bind("action", actionIndex)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static WantedParallelism read(ResultSet row) throws SQLException {
        int chunks = row.getInt("chunks");
        OptionalInt number = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(chunks);
        return new WantedParallelism(RequestTable.read(row), number, row.getBoolean("paused"));
    }

    static void delete(Handle handle, long run, int actionIndex) {
        handle.createUpdate("delete from amig.wanted_parallelism where run = :run and action_index = :action")
                .bind("run", run)
                .bind("action", actionIndex)
                .execute();
    }
}
