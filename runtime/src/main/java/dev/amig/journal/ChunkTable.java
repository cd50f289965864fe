package dev.amig.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.amig.journal.Chunk.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * {@code amig.copy_chunk}. Each change names the states it may start from, so that a chunk cannot skip one. The one it leads to is
 * among them: a write whose answer was lost is written again.
 */
final class ChunkTable {
    /** Those that a repair has added have books of their own: {@link RepairTable}. */
    private static final String OF_THE_COPY =
            " not exists (select from amig.copy_repair r where (r.run, r.action_index, r.node, r.chunk) = (c.run, c.action_index, c.node, c.chunk))";

    private static final int BATCH = 5_000;
    private static final int FETCHED_AT_ONCE = 1_000;

    private ChunkTable() {}

    static void insert(Handle handle, CopyKey key, List<Chunk> chunks) {
        for (int from = 0; from < chunks.size(); from += BATCH) {
            insertBatch(handle, key, chunks.subList(from, Math.min(chunks.size(), from + BATCH)));
        }
    }

    /** As one document: with a hundred thousand chunks, parameters row by row would take longer than all that is done with them. */
    private static void insertBatch(Handle handle, CopyKey key, List<Chunk> chunks) {
        handle.createUpdate("""
                        insert into amig.copy_chunk (run, action_index, node, chunk, partition_id, parts, first_row, end_row, rows, bytes)
                        select :run, :action, :node, chunk, partition_id, parts, first_row, end_row, rows, bytes
                        from jsonb_to_recordset(:chunks::jsonb) as planned (chunk integer, partition_id text, parts text[],
                             first_row bigint, end_row bigint, rows bigint, bytes bigint)
                        on conflict do nothing
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("chunks", CopyTable.json(chunks.stream().map(Planned::of).toList()))
                .execute();
    }

    /** A chunk under the names of its columns. */
    private record Planned(
            int chunk,
            @JsonProperty("partition_id") String partitionId,
            List<String> parts,
            @JsonProperty("first_row") Long firstRow,
            @JsonProperty("end_row") Long endRow,
            long rows,
            long bytes) {
        static Planned of(Chunk chunk) {
            return new Planned(
                    chunk.number(),
                    chunk.partitionId(),
                    chunk.parts(),
                    chunk.range().map(RowRange::first).orElse(null),
                    chunk.range().map(RowRange::end).orElse(null),
                    chunk.rows(),
                    chunk.bytes());
        }
    }

    static List<ChunkRecord> open(Handle handle, CopyKey key) {
        return handle.createQuery("""
                        select chunk, partition_id, parts, first_row, end_row, rows, bytes, state, attempt, staging, moves
                        from amig.copy_chunk c
                        where run = :run and action_index = :action and node = :node and state <> 'DONE' and""" + OF_THE_COPY + " order by chunk")
                // The driver would hold all of them, as they came, beside what is made of them.
                .setFetchSize(FETCHED_AT_ONCE)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .map((row, context) -> read(row))
                .list();
    }

    static ChunkRecord read(ResultSet row) throws SQLException {
        long first = row.getLong("first_row");
        Optional<RowRange> range =
                row.wasNull() ? Optional.empty() : Optional.of(new RowRange(first, row.getLong("end_row")));
        Chunk chunk = new Chunk(
                row.getInt("chunk"),
                row.getString("partition_id"),
                List.of((String[]) row.getArray("parts").getArray()),
                range,
                row.getLong("rows"),
                row.getLong("bytes"));
        String moves = row.getString("moves");
        return new ChunkRecord(
                chunk,
                ChunkRecord.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                Optional.ofNullable(row.getObject("staging", UUID.class)),
                moves == null ? List.of() : List.of(CopyTable.parse(moves, PartitionMove[].class)));
    }

    static CopyTotals totals(Handle handle, CopyKey key) {
        return handle.createQuery("""
                        select count(*) as chunks, count(*) filter (where state = 'DONE') as done_chunks,
                               coalesce(sum(rows), 0) as rows, coalesce(sum(rows) filter (where state = 'DONE'), 0) as done_rows,
                               coalesce(sum(bytes), 0) as bytes, coalesce(sum(bytes) filter (where state = 'DONE'), 0) as done_bytes,
                               coalesce(sum(copied_rows) filter (where state = 'DONE'), 0) as copied_rows
                        from amig.copy_chunk c where run = :run and action_index = :action and node = :node and""" + OF_THE_COPY)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .map((row, context) -> new CopyTotals(
                        row.getInt("chunks"),
                        row.getInt("done_chunks"),
                        row.getLong("rows"),
                        row.getLong("done_rows"),
                        row.getLong("bytes"),
                        row.getLong("done_bytes"),
                        row.getLong("copied_rows")))
                .one();
    }

    static void start(Handle handle, CopyKey key, int chunk, int attempt, UUID staging) {
        change(
                handle,
                key,
                chunk,
                "state in ('PLANNED', 'STARTED')",
                """
                state = 'STARTED', attempt = :attempt, staging = :staging, moves = null, copied_rows = null,
                started_at = coalesce(started_at, now())
                """,
                update -> update.bind("attempt", attempt).bind("staging", staging));
    }

    static void move(Handle handle, CopyKey key, int chunk, int attempt, long copiedRows, List<PartitionMove> moves) {
        change(
                handle,
                key,
                chunk,
                "state in ('STARTED', 'MOVING')",
                // What is moved again is only what is left of it.
                """
                state = 'MOVING', attempt = :attempt, moves = :moves::jsonb,
                copied_rows = case when state = 'MOVING' then copied_rows else :copied end
                """,
                update -> update.bind("attempt", attempt)
                        .bind("moves", CopyTable.json(moves))
                        .bind("copied", copiedRows));
    }

    /** What has arrived is no move any more; of what has not, nobody asks the server again. */
    static void answer(Handle handle, CopyKey key, int chunk, int move, boolean arrived) {
        String moves = handle.createQuery("""
                        select moves from amig.copy_chunk
                        where run = :run and action_index = :action and node = :node and chunk = :chunk and state = 'MOVING' for update
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("chunk", chunk)
                .mapTo(String.class)
                .one();
        List<PartitionMove> answered = new ArrayList<>();
        for (PartitionMove each : CopyTable.parse(moves, PartitionMove[].class)) {
            if (each.number() != move) {
                answered.add(each);
            } else if (!arrived) {
                answered.add(each.deny());
            }
        }
        change(
                handle,
                key,
                chunk,
                "state = 'MOVING'",
                "moves = :moves::jsonb",
                update -> update.bind("moves", CopyTable.json(answered)));
    }

    static void finish(Handle handle, CopyKey key, int chunk) {
        change(
                handle,
                key,
                chunk,
                "state in ('MOVING', 'DONE')",
                "state = 'DONE', finished_at = coalesce(finished_at, now())",
                update -> update);
    }

    private interface Values {
        Update in(Update update);
    }

    private static void change(Handle handle, CopyKey key, int chunk, String from, String to, Values values) {
        Update update = handle.createUpdate("update amig.copy_chunk set " + to
                        + " where run = :run and action_index = :action and node = :node and chunk = :chunk and "
                        + from)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("chunk", chunk);
        if (values.in(update).execute() != 1) {
            throw new IllegalStateException("chunk %d of %s is not in a state from which it could become: %s"
                    .formatted(chunk, key, to.strip()));
        }
    }
}
