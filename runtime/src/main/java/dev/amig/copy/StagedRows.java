package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.Literals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has come into a chunk's staging table: whether it is all of the chunk, and which partitions it goes to. */
final class StagedRows {
    private final CopyServer server;
    private final CopyWork work;

    StagedRows(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /** What is moved must be what was to be copied, neither more nor less. */
    long counted(Chunk chunk, OwnedTable staging) throws CopyException, InterruptedException {
        long staged = number("SELECT toInt64(count()) FROM " + staging.name());
        if (!work.readsLive()) {
            long wanted = number(ChunkSql.count(work.definition(), chunk));
            if (staged != wanted) {
                throw CopyException.failed(
                        "chunk %d (partition %s) has %,d rows, and %,d of them came into %s; nothing of it was moved"
                                .formatted(chunk.number(), chunk.partitionId(), wanted, staged, staging.name()));
            }
        }
        return staged;
    }

    private long number(String sql) throws CopyException, InterruptedException {
        return TableShapes.number(server.ask(sql).get(0), 0);
    }

    /** What is to be moved, with what tells later that it has arrived. */
    List<PartitionMove> moves(OwnedTable staging) throws CopyException, InterruptedException {
        Map<String, List<MovedPart>> parts = new LinkedHashMap<>();
        Map<String, Long> rows = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, name, hash_of_all_files, toInt64(rows) FROM system.parts WHERE database = %s AND table = %s AND active AND rows > 0 ORDER BY partition_id, name"
                        .formatted(
                                TableShapes.database(staging.name()),
                                Literals.quote(staging.name().table())))) {
            String partition = TableShapes.text(row, 0);
            parts.computeIfAbsent(partition, unused -> new ArrayList<>())
                    .add(new MovedPart(TableShapes.text(row, 1), TableShapes.text(row, 2)));
            rows.merge(partition, TableShapes.number(row, 3), Long::sum);
        }
        Map<String, Long> blocks = highestBlocks();
        List<PartitionMove> moves = new ArrayList<>();
        parts.forEach((partition, its) -> moves.add(new PartitionMove(
                moves.size(), partition, rows.get(partition), blocks.getOrDefault(partition, -1L), its)));
        return moves;
    }

    private Map<String, Long> highestBlocks() throws CopyException, InterruptedException {
        Map<String, Long> blocks = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, toInt64(max(max_block_number)) FROM system.parts WHERE database = %s AND table = %s GROUP BY partition_id"
                        .formatted(
                                TableShapes.database(work.destination().name()),
                                Literals.quote(work.destination().name().table())))) {
            blocks.put(TableShapes.text(row, 0), TableShapes.number(row, 1));
        }
        return blocks;
    }
}
