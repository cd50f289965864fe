package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts, in differing partitions of a destination, which rows differ, and where in the source the right ones are. */
final class DamageCounts {
    /** Of one question; what is above goes through the disk. */
    private static final long MOST_MEMORY = 2L << 30;

    private static final String FROM = "__amig_from";

    private final CopyReader server;
    private final CopyDefinition copy;
    private final TableShape destination;
    private final String where;

    /** @param partitions {@code ''} stands for all of a table that has none */
    DamageCounts(CopyReader server, CopyDefinition copy, TableShape destination, List<String> partitions) {
        this.server = server;
        this.copy = copy;
        this.destination = destination;
        this.where = partitions.stream()
                .map(Literals::quote)
                .collect(Collectors.joining(", ", " WHERE __amig_partition IN (", ")"));
    }

    /** @param foreign that the source does not have at all */
    record Rows(long missing, long doubled, long foreign) {
        static final Rows NONE = new Rows(0, 0, 0);
    }

    Map<String, Rows> rows() throws CopyException, InterruptedException {
        CopySides sides = CopySides.of(server, copy, destination, true);
        String sql = """
                SELECT partition, toInt64(sum(greatest(in_source - in_destination, 0))),
                    toInt64(sum(if(in_source > 0, greatest(in_destination - in_source, 0), 0))), toInt64(sum(if(in_source = 0, in_destination, 0)))
                FROM (
                    SELECT partition, hash, toInt64(countIf(from_source)) AS in_source, toInt64(countIf(NOT from_source)) AS in_destination
                    FROM (
                        SELECT __amig_partition AS partition, __amig_hash AS hash, true AS from_source FROM (%1$s)%3$s
                        UNION ALL
                        SELECT __amig_partition AS partition, __amig_hash AS hash, false AS from_source FROM (%2$s)%3$s
                    )
                    GROUP BY partition, hash
                )
                GROUP BY partition SETTINGS max_bytes_before_external_group_by = %4$d""".formatted(sides.source(), sides.destination(), where, MOST_MEMORY);
        Map<String, Rows> rows = new HashMap<>();
        for (List<Object> row : server.ask(sql)) {
            rows.put(
                    TableShapes.text(row, 0),
                    new Rows(TableShapes.number(row, 1), TableShapes.number(row, 2), TableShapes.number(row, 3)));
        }
        return rows;
    }

    /** @param bytes of the rows, uncompressed, by their share in those partitions */
    record Origin(List<String> partitions, long bytes) {
        static final Origin NOWHERE = new Origin(List.of(), 0);

        Origin and(String partition, double moreBytes) {
            List<String> all = new ArrayList<>(partitions);
            all.add(partition);
            return new Origin(all, bytes + Math.round(moreBytes));
        }
    }

    /** In which of the source's partitions the rows are that belong into each of the destination's. */
    Map<String, Origin> origins() throws CopyException, InterruptedException {
        List<CopiedColumn> columns = new ArrayList<>(copy.columns());
        columns.add(new CopiedColumn(FROM, "String", "toString(_partition_id)"));
        CopyDefinition withOrigin = new CopyDefinition(
                copy.source(),
                copy.destination(),
                copy.readFrom(),
                copy.method(),
                columns,
                copy.where(),
                copy.append());
        CopySides sides = CopySides.of(server, withOrigin, destination, false);
        Map<String, Double> rowBytes = rowBytes();
        Map<String, Origin> origins = new HashMap<>();
        for (List<Object> row : server.ask("SELECT __amig_partition, " + FROM + ", toInt64(count()) FROM ("
                + sides.source() + ")" + where + " GROUP BY 1, 2 ORDER BY 1, 2")) {
            String from = TableShapes.text(row, 1);
            double bytes = TableShapes.number(row, 2) * rowBytes.getOrDefault(from, 0.0);
            origins.merge(
                    TableShapes.text(row, 0), Origin.NOWHERE.and(from, bytes), (sum, one) -> sum.and(from, bytes));
        }
        return origins;
    }

    private Map<String, Double> rowBytes() throws CopyException, InterruptedException {
        QualifiedName table = QualifiedName.parse(copy.readFrom());
        Map<String, Double> bytes = new HashMap<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, toInt64(sum(data_uncompressed_bytes)), toInt64(sum(rows)) FROM system.parts WHERE active AND rows > 0 AND database = %s AND table = %s GROUP BY partition_id"
                        .formatted(TableShapes.database(table), Literals.quote(table.table())))) {
            bytes.put(TableShapes.text(row, 0), (double) TableShapes.number(row, 1) / TableShapes.number(row, 2));
        }
        return bytes;
    }
}
