package dev.amig.journal;

import dev.amig.language.sql.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@code amig.owned_table}. */
final class OwnedTableRows {
    private OwnedTableRows() {}

    static void insert(Handle handle, OwnedTable table) {
        handle.createUpdate("""
                        insert into amig.owned_table (id, run, action_index, node, database, name, purpose)
                        values (:id, :run, :action, :node, :database, :name, :purpose)
                        on conflict do nothing
                        """)
                .bind("id", table.id())
                .bind("run", table.copy().run())
                .bind("action", table.copy().actionIndex())
                .bind("node", table.copy().node())
                .bind("database", table.name().database().orElseThrow())
                .bind("name", table.name().table())
                .bind("purpose", table.purpose().name())
                .execute();
    }

    static void dropped(Handle handle, UUID id) {
        handle.createUpdate("update amig.owned_table set dropped_at = coalesce(dropped_at, now()) where id = :id")
                .bind("id", id)
                .execute();
    }

    static List<OwnedTable> standing(Handle handle, long run) {
        return handle.createQuery(
                        "select * from amig.owned_table where run = :run and dropped_at is null order by owned_at, id")
                .bind("run", run)
                .map((row, context) -> read(row))
                .list();
    }

    /** Those that are gone included. */
    static int count(Handle handle, CopyKey key, OwnedTable.Purpose purpose) {
        return handle.createQuery("""
                        select count(*) from amig.owned_table
                        where run = :run and action_index = :action and node = :node and purpose = :purpose
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("purpose", purpose.name())
                .mapTo(Integer.class)
                .one();
    }

    private static OwnedTable read(ResultSet row) throws SQLException {
        return new OwnedTable(
                row.getObject("id", UUID.class),
                new CopyKey(row.getLong("run"), row.getInt("action_index"), row.getString("node")),
                new QualifiedName(Optional.of(row.getString("database")), row.getString("name")),
                OwnedTable.Purpose.valueOf(row.getString("purpose")));
    }
}
