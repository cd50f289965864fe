package dev.amig.journal;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.row_set}: the rows that a {@code FOR EACH ROW} goes through. */
final class RowSetTable {
    private RowSetTable() {}

    static void insert(Handle handle, long run, int actionIndex, String node, String rows) {
        handle.createUpdate("""
                        insert into amig.row_set (run, action_index, node, rows)
                        values (:run, :index, :node, :rows::jsonb)
                        """)
                .bind("run", run)
                .bind("index", actionIndex)
                .bind("node", node)
                .bind("rows", rows)
                .execute();
    }

    static Optional<String> find(Handle handle, long run, int actionIndex, String node) {
        return handle.createQuery(
                        "select rows::text from amig.row_set where run = :run and action_index = :index and node = :node")
                .bind("run", run)
                .bind("index", actionIndex)
                .bind("node", node)
                .mapTo(String.class)
                .findOne();
    }
}
