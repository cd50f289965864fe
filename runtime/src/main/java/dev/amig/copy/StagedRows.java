package dev.amig.copy;

import dev.amig.copy.Questions.Answers;
import dev.amig.journal.Chunk;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What has come into a chunk's staging table: whether it is all of the chunk, and which partitions it goes to. */
final class StagedRows {
    private final CopyServer server;
    private final CopyWork work;

    /** Looked at once. */
    private Optional<List<ChunkPlanner.Part>> withDeletedRows = Optional.empty();

    private record Part(MovedPart part, long rows) {}

    /**
     * A staging table whose rows are those of its chunk.
     *
     * @param parts  by partition id, in order
     * @param blocks    the highest block number of each of these partitions in the destination
     * @param leastFree bytes on the fullest disk of its storage policy
     */
    record Staged(long rows, Map<String, List<Part>> parts, Map<String, Long> blocks, long leastFree) {
        /** What is to be moved, with what tells later that it has arrived. */
        List<PartitionMove> moves() {
            List<PartitionMove> moves = new ArrayList<>();
            parts.forEach((partition, parts) -> moves.add(new PartitionMove(
                    moves.size(),
                    partition,
                    parts.stream().mapToLong(Part::rows).sum(),
                    blocks.getOrDefault(partition, -1L),
                    parts.stream().map(Part::part).toList())));
            return moves;
        }
    }

    StagedRows(CopyServer server, CopyWork work) {
        this.server = server;
        this.work = work;
    }

    /**
     * How many rows a chunk has, or nothing where that changes from one moment to the next. What is planned is what the parts hold, and
     * a snapshot's parts stay as they are; so rows are counted only where not all of them are to be copied.
     */
    OptionalLong wanted(Chunk chunk) throws CopyException, InterruptedException {
        if (work.readsLive()) {
            return OptionalLong.empty();
        }
        boolean isOfParts = !chunk.parts().isEmpty() || !chunk.partitionId().isEmpty();
        boolean isKnown = isOfParts && work.definition().where().isEmpty() && !hasDeletedRows(chunk);
        return OptionalLong.of(
                isKnown
                        ? chunk.rows()
                        : TableShapes.number(
                                server.ask(ChunkSql.count(work.definition(), chunk))
                                        .get(0),
                                0));
    }

    /** Rows that a lightweight DELETE has marked are still counted as rows of their part. */
    private synchronized boolean hasDeletedRows(Chunk chunk) throws CopyException, InterruptedException {
        if (withDeletedRows.isEmpty()) {
            List<ChunkPlanner.Part> parts = work.parts().isPresent()
                    ? work.parts().get()
                    : SourceParts.of(
                            server, QualifiedName.parse(work.definition().readFrom()));
            withDeletedRows = Optional.of(
                    parts.stream().filter(ChunkPlanner.Part::hasDeletedRows).toList());
        }
        return withDeletedRows.get().stream()
                .anyMatch(it -> chunk.parts().isEmpty()
                        ? it.partitionId().equals(chunk.partitionId())
                        : chunk.parts().contains(it.name()));
    }

    /**
     * What is moved must be what was to be copied, neither more nor less; and the table the one that was made for it. All that has to be
     * known of a staging table is in one question: while other chunks keep the cores busy, each takes 10 to 30 ms (26.7).
     *
     * @param wanted rows; absent: nobody knows
     * @throws CopyException it is not
     */
    Staged counted(Chunk chunk, OwnedTable staging, OptionalLong wanted) throws CopyException, InterruptedException {
        String ofStaging = TableShapes.ofTable(staging.name()) + " AND active AND rows > 0";
        Questions questions = new Questions()
                .ask("rows", "[toString(count())]", staging.name().sql())
                .ask(
                        "part",
                        "[partition_id, name, hash_of_all_files, toString(rows)]",
                        "system.parts WHERE " + ofStaging)
                .ask(
                        "block",
                        "[partition_id, toString(max(max_block_number))]",
                        "system.parts WHERE %s AND partition_id IN (SELECT partition_id FROM system.parts WHERE %s) GROUP BY partition_id"
                                .formatted(
                                        TableShapes.ofTable(work.destination().name()), ofStaging));
        Answers found = answered(OwnedTableMaker.ask(Disks.ask(questions), staging), chunk, staging);
        if (!OwnedTableMaker.isMade(staging, found)) {
            throw gone(chunk, staging);
        }
        long rows = found.number("rows");
        if (wanted.isPresent() && rows != wanted.getAsLong()) {
            throw CopyException.failed("%s has %,d rows, and %,d of them came into %s; nothing of it was moved"
                    .formatted(chunk.named(), wanted.getAsLong(), rows, staging.name()));
        }
        return new Staged(
                rows,
                parts(found.rows("part")),
                blocks(found.rows("block")),
                Disks.of(found, work.destination().storagePolicy()).least());
    }

    /** Nothing can be asked of the rows of a table that is not there, and the server does not say what that means. */
    private Answers answered(Questions questions, Chunk chunk, OwnedTable staging)
            throws CopyException, InterruptedException {
        try {
            return questions.of(server);
        } catch (CopyException e) {
            if (e.kind() != CopyException.Kind.FAILED || new OwnedTableMaker(server).stands(staging)) {
                throw e;
            }
            throw gone(chunk, staging);
        }
    }

    private static CopyException gone(Chunk chunk, OwnedTable staging) {
        return CopyException.failed(
                "the table %s, which amig had filled for %s, is gone; nothing of it was moved, and 'amig resume' fills another one"
                        .formatted(staging.name(), chunk.named()));
    }

    private static Map<String, List<Part>> parts(List<List<String>> found) {
        return found.stream()
                .sorted(Comparator.comparing((List<String> it) -> it.get(0)).thenComparing(it -> it.get(1)))
                .collect(Collectors.groupingBy(
                        it -> it.get(0),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                it -> new Part(new MovedPart(it.get(1), it.get(2)), Long.parseLong(it.get(3))),
                                Collectors.toList())));
    }

    private static Map<String, Long> blocks(List<List<String>> found) {
        return found.stream().collect(Collectors.toMap(it -> it.get(0), it -> Long.parseLong(it.get(1))));
    }
}
