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
import java.util.stream.Collectors;

/** What has come into a chunk's staging table: whether it is all of the chunk, and which partitions it goes to. */
final class StagedRows {
    private final CopyServer server;
    private final CopyWork work;

    private record Part(MovedPart part, long rows) {}

    /**
     * A staging table whose rows are those of its chunk.
     *
     * @param parts by partition id, in order
     */
    record Staged(long rows, Map<String, List<Part>> parts) {}

    StagedRows(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /**
     * What is moved must be what was to be copied, neither more nor less.
     *
     * @throws CopyException it is not
     */
    Staged counted(Chunk chunk, OwnedTable staging) throws CopyException, InterruptedException {
        List<Object> found = server.ask("""
                        SELECT toInt64((SELECT count() FROM %s)), %s,
                            (SELECT arraySort(groupArray((partition_id, name, hash_of_all_files, toInt64(rows)))) FROM system.parts
                            WHERE database = %s AND table = %s AND active AND rows > 0)""".formatted(
                                staging.name(),
                                work.readsLive()
                                        ? "toInt64(-1)"
                                        : "toInt64((" + ChunkSql.count(work.definition(), chunk) + "))",
                                TableShapes.database(staging.name()),
                                Literals.quote(staging.name().table())))
                .get(0);
        long rows = TableShapes.number(found, 0);
        long wanted = TableShapes.number(found, 1);
        if (!work.readsLive() && rows != wanted) {
            throw CopyException.failed("%s has %,d rows, and %,d of them came into %s; nothing of it was moved"
                    .formatted(chunk.named(), wanted, rows, staging.name()));
        }
        return new Staged(rows, parts((List<?>) found.get(2)));
    }

    private static Map<String, List<Part>> parts(List<?> found) {
        return found.stream()
                .map(it -> (List<?>) it)
                .collect(Collectors.groupingBy(
                        it -> String.valueOf(it.get(0)),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                it -> new Part(
                                        new MovedPart(String.valueOf(it.get(1)), String.valueOf(it.get(2))),
                                        ((Number) it.get(3)).longValue()),
                                Collectors.toList())));
    }

    /** What is to be moved, with what tells later that it has arrived. */
    List<PartitionMove> moves(Staged staged) throws CopyException, InterruptedException {
        Map<String, Long> blocks = highestBlocks();
        List<PartitionMove> moves = new ArrayList<>();
        staged.parts.forEach((partition, parts) -> moves.add(new PartitionMove(
                moves.size(),
                partition,
                parts.stream().mapToLong(Part::rows).sum(),
                blocks.getOrDefault(partition, -1L),
                parts.stream().map(Part::part).toList())));
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
