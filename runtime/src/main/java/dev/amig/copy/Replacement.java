package dev.amig.copy;

import dev.amig.language.sql.Literals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a partition of a {@code ReplacingMergeTree} that has not all rows of the source any more. Its merges keep one row of those with
 * the same sorting key, of the highest version, as it is. So nothing was lost where every key of the source has a row of its highest
 * version, and nothing was added where no row occurs more often than in the source. That holds before, between and after merges.
 */
final class Replacement {
    private static final int MOST_EXAMPLES = 20;
    /** Of one question; what is above goes through the disk. */
    private static final long MOST_MEMORY = 2L << 30;

    private final CopyReader server;
    private final CopySides sides;
    private final String key;
    private final String version;
    private final String isDeleted;

    private Replacement(CopyReader server, CopySides sides, TableShape destination) {
        List<String> columns = destination.clause().columns();
        this.server = server;
        this.sides = sides;
        this.key = "tuple(" + destination.sortingKey() + ")";
        this.version = columns.isEmpty() ? "0" : columns.get(0);
        this.isDeleted = columns.size() < 2 ? "0" : columns.get(1);
    }

    /** Absent for other engines, and where a key or version is not among what is copied: then the source's rows do not tell. */
    static Optional<Replacement> of(CopyReader server, CopySides sides, TableShape destination)
            throws CopyException, InterruptedException {
        if (!destination.replacesRows()) {
            return Optional.empty();
        }
        Replacement replacement = new Replacement(server, sides, destination);
        try {
            server.ask("DESCRIBE TABLE (" + replacement.keys(sides.source(), true, "") + ")");
            return Optional.of(replacement);
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private String keys(String side, boolean fromSource, String where) {
        return "SELECT %s AS __amig_key, %s AS __amig_version, %s AS __amig_deleted, %s AS from_source FROM (%s)%s"
                .formatted(key, version, isDeleted, fromSource, side, where);
    }

    /** Keys whose last row has not arrived, as far as {@link #MOST_EXAMPLES} go; a table may be told to drop rows that say they are deleted. */
    List<CopyDifference.Example> lost(String partition) throws CopyException, InterruptedException {
        String where = " WHERE __amig_partition = " + Literals.quote(partition);
        String sql = """
                SELECT toString(__amig_key), toInt64(countIf(from_source)) AS in_source, toInt64(countIf(NOT from_source)) AS in_destination
                FROM (%s UNION ALL %s)
                GROUP BY __amig_key
                HAVING in_source > 0 AND (in_destination = 0 AND argMaxIf(__amig_deleted, __amig_version, from_source) = 0
                    OR in_destination > 0 AND maxIf(__amig_version, from_source) > maxIf(__amig_version, NOT from_source))
                ORDER BY __amig_key LIMIT %d SETTINGS max_bytes_before_external_group_by = %d""".formatted(
                keys(sides.source(), true, where), keys(sides.destination(), false, where), MOST_EXAMPLES, MOST_MEMORY);
        List<CopyDifference.Example> lost = new ArrayList<>();
        for (List<Object> row : server.ask(sql)) {
            lost.add(new CopyDifference.Example(
                    TableShapes.number(row, 1), 0, "the last row of the key " + TableShapes.text(row, 0)));
        }
        return lost;
    }
}
