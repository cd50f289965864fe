package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.language.sql.Identifiers;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that read a chunk. */
final class ChunkSql {
    private ChunkSql() {}

    static String fill(CopyDefinition copy, Chunk chunk, QualifiedName staging) {
        return "INSERT INTO %s (%s)\nSELECT %s\nFROM %s%s"
                .formatted(
                        staging,
                        copy.columns().stream().map(it -> column(it.name())).collect(Collectors.joining(", ")),
                        copy.columns().stream().map(CopiedColumn::expression).collect(Collectors.joining("\n, ")),
                        copy.readFrom(),
                        where(copy, chunk));
    }

    /** Rows that {@link #fill} has to bring. */
    static String count(CopyDefinition copy, Chunk chunk) {
        return "SELECT toInt64(count()) FROM " + copy.readFrom() + where(copy, chunk);
    }

    /** Commands of an ALTER that takes partitions over from another table, by hard links. */
    static String link(List<String> partitions, String from) {
        return partitions.stream()
                .map(it -> "ATTACH PARTITION ID %s FROM %s".formatted(Literals.quote(it), from))
                .collect(Collectors.joining(", "));
    }

    private static String where(CopyDefinition copy, Chunk chunk) {
        List<String> conditions = new ArrayList<>();
        // A part is of one partition, and each condition is looked at for every row.
        if (chunk.parts().isEmpty() && !chunk.partitionId().isEmpty()) {
            conditions.add("_partition_id = " + Literals.quote(chunk.partitionId()));
        } else if (!chunk.parts().isEmpty()) {
            conditions.add(
                    chunk.parts().stream().map(Literals::quote).collect(Collectors.joining(", ", "_part IN (", ")")));
        }
        chunk.range()
                .ifPresent(range -> conditions.add(
                        "_part_offset >= %d AND _part_offset < %d".formatted(range.first(), range.end())));
        // On a line of its own: the author's predicate may end with a comment.
        copy.where().ifPresent(it -> conditions.add("(" + it + "\n)"));
        return conditions.isEmpty() ? "" : "\nWHERE " + String.join(" AND ", conditions);
    }

    static String column(String name) {
        return Identifiers.isPlain(name) ? name : Identifiers.quote(name);
    }
}
