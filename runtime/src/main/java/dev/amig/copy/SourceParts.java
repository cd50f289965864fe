package dev.amig.copy;

import dev.amig.copy.ChunkPlanner.Part;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.verify.Truth;
import java.util.ArrayList;
import java.util.List;

/** The parts of a table that hold rows. */
final class SourceParts {
    private SourceParts() {}

    /** Partition by partition, in the order in which the parts were written. */
    static List<Part> of(CopyReader server, QualifiedName table) throws CopyException, InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (List<Object> row : server.ask(
                "SELECT partition_id, name, toInt64(rows), toInt64(data_uncompressed_bytes), has_lightweight_delete FROM system.parts WHERE active AND rows > 0 AND database = %s AND table = %s ORDER BY partition_id, min_block_number"
                        .formatted(TableShapes.database(table), Literals.quote(table.table())))) {
            parts.add(new Part(
                    TableShapes.text(row, 0),
                    TableShapes.text(row, 1),
                    TableShapes.number(row, 2),
                    TableShapes.number(row, 3),
                    Truth.of(row.get(4))));
        }
        return parts;
    }
}
