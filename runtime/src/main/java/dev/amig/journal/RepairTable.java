package dev.amig.journal;

import dev.amig.journal.PartitionMove.MovedPart;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** {@code amig.copy_repair}: what its chunks have beside those of the copy itself. */
final class RepairTable {
    private RepairTable() {}

    static int nextChunk(Handle handle, CopyKey key) {
        return handle.createQuery("""
                        select coalesce(max(chunk) + 1, 0) from amig.copy_chunk
                        where run = :run and action_index = :action and node = :node
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .mapTo(Integer.class)
                .one();
    }

    static void insert(Handle handle, CopyKey key, List<PartitionRepair> repairs) {
        ChunkTable.insert(handle, key, repairs.stream().map(RepairTable::chunk).toList());
        repairs.forEach(it -> insert(handle, key, it));
    }

    /** Which source's partitions it reads stands beside it, as they may be several. */
    private static Chunk chunk(PartitionRepair repair) {
        return new Chunk(
                repair.chunk(), "", List.of(), Optional.empty(), repair.wanted().rows(), repair.bytes());
    }

    private static void insert(Handle handle, CopyKey key, PartitionRepair repair) {
        handle.createUpdate("""
                        insert into amig.copy_repair (run, action_index, node, chunk, partition_id, source_partitions, rows, checksum)
                        values (:run, :action, :node, :chunk, :partition, :sources, :rows, :checksum)
                        on conflict do nothing
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("chunk", repair.chunk())
                .bind("partition", repair.wanted().partition())
                .bindArray("sources", String.class, repair.sourcePartitions())
                .bind("rows", repair.wanted().rows())
                .bind("checksum", new BigDecimal(repair.wanted().checksum()))
                .execute();
    }

    static List<RepairRecord> open(Handle handle, CopyKey key) {
        return handle.createQuery("""
                        select c.*, r.partition_id as destination_partition, r.source_partitions, r.checksum, r.room_up_to, r.replaced
                        from amig.copy_chunk c join amig.copy_repair r using (run, action_index, node, chunk)
                        where run = :run and action_index = :action and node = :node and state <> 'DONE' order by chunk
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .map((row, context) -> read(row))
                .list();
    }

    private static RepairRecord read(ResultSet row) throws SQLException {
        ChunkRecord chunk = ChunkTable.read(row);
        PartitionSum wanted = new PartitionSum(
                row.getString("destination_partition"),
                row.getLong("rows"),
                row.getBigDecimal("checksum").toBigIntegerExact());
        long roomUpTo = row.getLong("room_up_to");
        OptionalLong room = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(roomUpTo);
        return new RepairRecord(
                new PartitionRepair(
                        chunk.chunk().number(),
                        List.of((String[]) row.getArray("source_partitions").getArray()),
                        chunk.chunk().bytes(),
                        wanted),
                chunk,
                room,
                List.of(CopyTable.parse(row.getString("replaced"), MovedPart[].class)));
    }

    static void makeRoom(Handle handle, CopyKey key, int chunk, long roomUpTo, List<MovedPart> replaced) {
        int rows = handle.createUpdate("""
                        update amig.copy_repair set room_up_to = :upTo, replaced = :replaced::jsonb
                        where run = :run and action_index = :action and node = :node and chunk = :chunk
                        """)
                .bind("upTo", roomUpTo)
                .bind("replaced", CopyTable.json(replaced))
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("chunk", chunk)
                .execute();
        if (rows != 1) {
            throw new IllegalStateException("chunk %d of %s is no repair".formatted(chunk, key));
        }
    }
}
