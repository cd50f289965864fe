package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares a copy's destination with what it was copied from, on one node: first rows and checksum of every partition, two queries
 * for all of them; and only where they differ, the rows themselves, in a number of queries that does not depend on how many there are.
 */
public final class CopyComparison {
    /** Of a differing partition's rows, only those in differing buckets of their hash are looked at one by one. */
    private static final int BUCKETS = 4_096;

    private static final int MOST_PARTITIONS_SHOWN = 5;
    private static final int MOST_BUCKETS_SHOWN = 16;
    private static final int MOST_EXAMPLES = 20;
    /** Of one question; what is above goes through the disk. */
    private static final long MOST_MEMORY = 2L << 30;

    private final CopyReader server;
    private final CopySides sides;
    private final boolean checksum;
    private final boolean append;
    private final TableShape shape;
    private final Optional<Replacement> replacement;

    private CopyComparison(
            CopyReader server,
            CopySides sides,
            boolean checksum,
            boolean append,
            TableShape shape,
            Optional<Replacement> replacement) {
        this.server = server;
        this.sides = sides;
        this.checksum = checksum;
        this.append = append;
        this.shape = shape;
        this.replacement = replacement;
    }

    /** @param checksum or only the number of rows */
    public static CopyComparison of(CopyReader server, CopyDefinition copy, boolean checksum)
            throws CopyException, InterruptedException {
        TableShape destination = new TableShapes(server).of(QualifiedName.parse(copy.destination()));
        CopySides sides = CopySides.of(server, copy, destination, checksum);
        return new CopyComparison(
                server, sides, checksum, copy.append(), destination, Replacement.of(server, sides, destination));
    }

    /**
     * @param differences those of the first few partitions that differ, with rows; empty: all is as it should be
     * @param caution     why a difference may be none; empty where it is one
     */
    public record Result(
            List<PartitionSum> source,
            List<PartitionSum> destination,
            List<CopyDifference> differences,
            Optional<String> caution) {
        public Result {
            source = List.copyOf(source);
            destination = List.copyOf(destination);
            differences = List.copyOf(differences);
        }

        public long rows() {
            return source.stream().mapToLong(PartitionSum::rows).sum();
        }

        /** That the destination's merges have replaced since they arrived, where nothing differs. */
        public long replacedRows() {
            return Math.max(
                    0,
                    rows() - destination.stream().mapToLong(PartitionSum::rows).sum());
        }
    }

    /** With the source as it is now, or its snapshot. */
    public Result withSource() throws CopyException, InterruptedException {
        server.phrase("summing up " + sides.sourceName());
        return with(new SideSums(server, sides).ofSource());
    }

    private Result with(List<PartitionSum> source) throws CopyException, InterruptedException {
        server.phrase("summing up " + sides.destinationName());
        List<PartitionSum> destination = new SideSums(server, sides).ofDestination();
        List<CopyDifference> differences = new ArrayList<>();
        for (PartitionSum.Pair pair : PartitionSum.pairs(source, destination)) {
            if (!isSame(pair.first(), pair.second())) {
                boolean withRows = differences.size() < MOST_PARTITIONS_SHOWN;
                differences.addAll(difference(pair.first(), pair.second(), withRows));
            }
        }
        return new Result(source, destination, differences, differences.isEmpty() ? Optional.empty() : caution());
    }

    /** Merges of such a table make other rows of those that have arrived, and no question tells the two apart. */
    private Optional<String> caution() throws CopyException, InterruptedException {
        if (!shape.collapsesRows() || replacement.isPresent() || !hasMerged()) {
            return Optional.empty();
        }
        return Optional.of(
                "%s has merged parts of %s since, which makes one row of several, so this difference may be none; compare what its queries give with a VERIFY of your own, or keep its merges stopped (SYSTEM STOP MERGES %2$s) from the copy's beginning until VERIFY COPY has run"
                        .formatted(shape.engine(), shape.name()));
    }

    private boolean hasMerged() throws CopyException, InterruptedException {
        return !server.ask(
                        "SELECT name FROM system.parts WHERE database = %s AND table = %s AND active AND level > 0 LIMIT 1"
                                .formatted(
                                        TableShapes.database(shape.name()),
                                        Literals.quote(shape.name().table())))
                .isEmpty();
    }

    private boolean isSame(PartitionSum from, PartitionSum to) {
        if (append && !checksum) {
            return from.rows() <= to.rows();
        }
        return from.rows() == to.rows() && from.checksum().equals(to.checksum());
    }

    private List<CopyDifference> difference(PartitionSum from, PartitionSum to, boolean withRows)
            throws CopyException, InterruptedException {
        String partition = from.partition();
        if (replacement.isPresent() && (append || to.rows() < from.rows())) {
            return replaced(partition, from, to);
        }
        if (!checksum || !withRows) {
            return List.of(new CopyDifference(partition, from.rows(), to.rows(), List.of()));
        }
        server.phrase("looking for the rows that differ in partition " + partition);
        List<CopyDifference.Example> examples = examples(partition, differingHashes(partition));
        // Where others write too, rows that only the destination has are theirs.
        return append && examples.isEmpty()
                ? List.of()
                : List.of(new CopyDifference(partition, from.rows(), to.rows(), examples));
    }

    /** Rows that merges have replaced are not missing. */
    private List<CopyDifference> replaced(String partition, PartitionSum from, PartitionSum to)
            throws CopyException, InterruptedException {
        server.phrase("looking for the last row of every key in partition " + partition);
        List<CopyDifference.Example> wrong =
                new ArrayList<>(replacement.orElseThrow().lost(partition));
        if (checksum) {
            String tooMany = append ? "in_source > 0 AND in_destination > in_source" : "in_destination > in_source";
            wrong.addAll(examples(partition, counts(partition, "__amig_hash", "", tooMany, MOST_EXAMPLES)));
        }
        return wrong.isEmpty() ? List.of() : List.of(new CopyDifference(partition, from.rows(), to.rows(), wrong));
    }

    // ---- the rows

    private record Count(String key, long inSource, long inDestination) {}

    private List<Count> differingHashes(String partition) throws CopyException, InterruptedException {
        if (append) {
            return counts(partition, "__amig_hash", "", "in_source > 0 AND in_source != in_destination", MOST_EXAMPLES);
        }
        String bucket = "__amig_hash % " + BUCKETS;
        String buckets = counts(
                        partition,
                        bucket,
                        "",
                        "in_source != in_destination OR source_sum != destination_sum",
                        MOST_BUCKETS_SHOWN)
                .stream()
                .map(Count::key)
                .collect(Collectors.joining(", "));
        return buckets.isEmpty()
                ? List.of()
                : counts(
                        partition,
                        "__amig_hash",
                        " AND %s IN (%s)".formatted(bucket, buckets),
                        "in_source != in_destination",
                        MOST_EXAMPLES);
    }

    /** How often each key occurs on either side, where {@code having} holds. */
    private List<Count> counts(String partition, String key, String and, String having, int most)
            throws CopyException, InterruptedException {
        String where = " WHERE __amig_partition = " + Literals.quote(partition) + and;
        String sql = """
                SELECT toString(%1$s) AS key, toInt64(countIf(from_source)) AS in_source, toInt64(countIf(NOT from_source)) AS in_destination,
                    sumIf(__amig_hash, from_source) AS source_sum, sumIf(__amig_hash, NOT from_source) AS destination_sum
                FROM (
                    SELECT __amig_hash, true AS from_source FROM (%2$s)%4$s
                    UNION ALL
                    SELECT __amig_hash, false AS from_source FROM (%3$s)%4$s
                )
                GROUP BY key HAVING %5$s ORDER BY key LIMIT %6$d SETTINGS max_bytes_before_external_group_by = %7$d""".formatted(key, sides.source(), sides.destination(), where, having, most, MOST_MEMORY);
        List<Count> counts = new ArrayList<>();
        for (List<Object> row : server.ask(sql)) {
            counts.add(new Count(TableShapes.text(row, 0), TableShapes.number(row, 1), TableShapes.number(row, 2)));
        }
        return counts;
    }

    private List<CopyDifference.Example> examples(String partition, List<Count> hashes)
            throws CopyException, InterruptedException {
        if (hashes.isEmpty()) {
            return List.of();
        }
        Map<String, String> rows = new LinkedHashMap<>();
        for (String side : List.of(sides.source(), sides.destination())) {
            rows(side, partition, hashes).forEach(rows::putIfAbsent);
        }
        return hashes.stream()
                .map(it -> new CopyDifference.Example(
                        it.inSource(), it.inDestination(), rows.getOrDefault(it.key(), "a row of hash " + it.key())))
                .sorted(CopyDifference.Example.AS_SHOWN)
                .toList();
    }

    /** By hash: one row of each, for a person to read. */
    private Map<String, String> rows(String side, String partition, List<Count> hashes)
            throws CopyException, InterruptedException {
        String in = hashes.stream().map(Count::key).collect(Collectors.joining(", "));
        Map<String, String> rows = new LinkedHashMap<>();
        String sql =
                "SELECT toString(__amig_hash), substring(formatRowNoNewline('JSONEachRow', %s), 1, 400) FROM (%s) WHERE __amig_partition = %s AND __amig_hash IN (%s) LIMIT 1 BY __amig_hash"
                        .formatted(sides.columns(), side, Literals.quote(partition), in);
        for (List<Object> row : server.ask(sql)) {
            rows.put(TableShapes.text(row, 0), TableShapes.text(row, 1));
        }
        return rows;
    }
}
