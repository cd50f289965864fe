package dev.amig.journal;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@code amig.copy_sum}. */
final class CopySumTable {
    private CopySumTable() {}

    private record Row(
            PartitionSum source,
            PartitionSum destination,
            boolean withChecksum,
            Optional<UUID> destinationId,
            Instant at) {}

    static void replace(
            Handle handle,
            CopyKey key,
            List<PartitionSum> source,
            List<PartitionSum> destination,
            boolean withChecksum,
            Optional<UUID> destinationId) {
        handle.createUpdate("delete from amig.copy_sum where run = :run and action_index = :action and node = :node")
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .execute();
        PartitionSum.pairs(source, destination)
                .forEach(it -> insert(handle, key, it.first(), it.second(), withChecksum, destinationId));
    }

    private static void insert(
            Handle handle,
            CopyKey key,
            PartitionSum source,
            PartitionSum destination,
            boolean withChecksum,
            Optional<UUID> destinationId) {
        handle.createUpdate("""
                        insert into amig.copy_sum (run, action_index, node, partition_id, source_rows, source_checksum,
                                                   destination_rows, destination_checksum, with_checksum, destination_id)
                        values (:run, :action, :node, :partition, :sourceRows, :sourceChecksum, :destinationRows,
                                :destinationChecksum, :withChecksum, :destinationId::uuid)
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .bind("partition", source.partition())
                .bind("sourceRows", source.rows())
                .bind("sourceChecksum", new BigDecimal(source.checksum()))
                .bind("destinationRows", destination.rows())
                .bind("destinationChecksum", new BigDecimal(destination.checksum()))
                .bind("withChecksum", withChecksum)
                .bind("destinationId", destinationId.orElse(null))
                .execute();
    }

    static Optional<CopySums> find(Handle handle, CopyKey key) {
        List<Row> rows = handle.createQuery("""
                        select * from amig.copy_sum where run = :run and action_index = :action and node = :node
                        order by partition_id
                        """)
                .bind("run", key.run())
                .bind("action", key.actionIndex())
                .bind("node", key.node())
                .map((row, context) -> read(row))
                .list();
        return rows.stream()
                .findFirst()
                .map(first -> new CopySums(
                        rows.stream().map(Row::source).toList(),
                        rows.stream().map(Row::destination).toList(),
                        first.withChecksum(),
                        first.destinationId(),
                        first.at()));
    }

    private static Row read(ResultSet row) throws SQLException {
        String partition = row.getString("partition_id");
        return new Row(
                new PartitionSum(
                        partition,
                        row.getLong("source_rows"),
                        row.getBigDecimal("source_checksum").toBigIntegerExact()),
                new PartitionSum(
                        partition,
                        row.getLong("destination_rows"),
                        row.getBigDecimal("destination_checksum").toBigIntegerExact()),
                row.getBoolean("with_checksum"),
                Optional.ofNullable(row.getObject("destination_id", UUID.class)),
                RunTable.instant(row, "summed_at").orElseThrow());
    }
}
