package dev.amig.copy;

import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows and checksums of either side of a copy, by the destination's partitions. A sum does not mind the order of rows and, other than an
 * exclusive or, does not forget one that is there twice; modulo 2^64, a difference goes unseen once in 2^64.
 */
final class SideSums {
    /**
     * Of what is read at once, and then hashed column by column. With the server's default, a megabyte, each block costs more than its
     * rows do; of four times as many, less is still in a core's cache when it is hashed: up to 15 % more processor time (26.7).
     */
    private static final int BLOCK_BYTES = 4 << 20;

    private static final String GROUP = "__amig_partition";

    private final CopyReader server;
    private final CopySides sides;

    SideSums(CopyReader server, CopySides sides) {
        this.server = server;
        this.sides = sides;
    }

    /** What was to be copied. */
    List<PartitionSum> ofSource() throws CopyException, InterruptedException {
        if (sides.isWhole()) {
            return ask(CopySides.WHOLE, GROUP, sides.sourceRows());
        }
        if (keepsPartitions()) {
            return ask(CopySides.SOURCE_PARTITION, GROUP, sides.sourceRows(true));
        }
        // An id for each partition, and not for each row: that takes longer than to read and to hash it (26.7).
        return ask(sides.partition(), sides.key(), sides.sourceRows());
    }

    private boolean keepsPartitions() throws CopyException, InterruptedException {
        QualifiedName source = sides.sourceName();
        return server
                .ask("SELECT partition_key FROM system.tables WHERE database = %s AND name = %s"
                        .formatted(TableShapes.database(source), Literals.quote(source.table())))
                .stream()
                .anyMatch(row -> sides.keepsPartitions(TableShapes.text(row, 0)));
    }

    /** What has arrived. */
    List<PartitionSum> ofDestination() throws CopyException, InterruptedException {
        return ofDestination("");
    }

    /** @param where with the word; may be empty */
    List<PartitionSum> ofDestination(String where) throws CopyException, InterruptedException {
        String id = sides.isWhole() ? CopySides.WHOLE : "_partition_id";
        return ask(id, GROUP, sides.copy().destination() + where);
    }

    private List<PartitionSum> ask(String id, String groupedBy, String from)
            throws CopyException, InterruptedException {
        OptionalInt threads = server.threads();
        String limit = threads.isEmpty() ? "" : ", max_threads = " + threads.getAsInt();
        String sql = """
                SELECT __amig_partition, toInt64(sum(__amig_rows)), sum(__amig_sum) FROM (
                    SELECT %s AS __amig_partition, count() AS __amig_rows, sum(%s) AS __amig_sum FROM %s GROUP BY %s
                )
                GROUP BY __amig_partition ORDER BY __amig_partition SETTINGS preferred_block_size_bytes = %d%s""".formatted(id, sides.hash(), from, groupedBy, BLOCK_BYTES, limit);
        List<PartitionSum> sums = new ArrayList<>();
        for (List<Object> row : server.ask(sql)) {
            sums.add(new PartitionSum(
                    TableShapes.text(row, 0), TableShapes.number(row, 1), new BigInteger(TableShapes.text(row, 2))));
        }
        return sums;
    }
}
