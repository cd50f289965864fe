package dev.amig.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** {@code amig.copy}. */
final class CopyTable {
    static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private CopyTable() {}

    static void insert(Handle handle, CopyKey key, CopyRecord.CopyDefinition definition, List<Chunk> chunks) {
        handle.createUpdate("""
                        insert into amig.copy (run, action_index, node, definition, chunks, rows, bytes)
                        values (:run, :action, :node, :definition::jsonb, :chunks, :rows, :bytes)
                        on conflict do nothing
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("definition", json(definition))
                .bind("chunks", chunks.size())
                .bind("rows", chunks.stream().mapToLong(Chunk::rows).sum())
                .bind("bytes", chunks.stream().mapToLong(Chunk::bytes).sum())
                .execute();
    }

    static Optional<CopyRecord> find(Handle handle, CopyKey key) {
        return handle.createQuery(
                        "select * from amig.copy where run = :run and action_index = :action and node = :node")
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .map((row, context) -> read(row, key))
                .findOne();
    }

    static List<CopyRecord> of(Handle handle, long run) {
        return handle.createQuery("select * from amig.copy where run = :run order by action_index, node")
                .bind("run", run)
                .map((row, context) -> read(row, new CopyKey(run, row.getInt("action_index"), row.getString("node"))))
                .list();
    }

    private static CopyRecord read(ResultSet row, CopyKey key) throws SQLException {
        return new CopyRecord(
                key,
                parse(row.getString("definition"), CopyRecord.CopyDefinition.class),
                row.getInt("chunks"),
                row.getLong("rows"),
                row.getLong("bytes"),
                RunTable.instant(row, "begun_at").orElseThrow(),
                RunTable.instant(row, "finished_at"),
                RunTable.instant(row, "verified_at"));
    }

    static void finish(Handle handle, CopyKey key) {
        handle.createUpdate("""
                        update amig.copy set finished_at = coalesce(finished_at, now())
                        where run = :run and action_index = :action and node = :node
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .execute();
    }

    static void setVerified(Handle handle, CopyKey key, boolean isSame) {
        handle.createUpdate("""
                        update amig.copy set verified_at = case when :same then now() end
                        where run = :run and action_index = :action and node = :node
                        """)
                .bind("same", isSame)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .execute();
    }

    static void delete(Handle handle, CopyKey key) {
        for (String table : List.of("amig.copy_chunk", "amig.copy")) {
            handle.createUpdate(
                            "delete from " + table + " where run = :run and action_index = :action and node = :node")
                    .bind("run", key.run())
                    .bind("action", key.actionIndex())
                    .bind("node", key.node())
                    .execute();
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    static <T> T parse(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new IllegalStateException("the journal holds a value that is not the JSON it should be: " + json, e);
        }
    }
}
