package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.PartitionRepair;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.language.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The two sides of a copy as queries that can be compared: the same columns with the same names and types, the source's converted as the
 * copy converts them.
 */
final class CopySides {
    static final String WHOLE = "''";
    static final String SOURCE_PARTITION = "__amig_source_partition";

    private final CopyDefinition copy;
    private final String key;
    private final String partition;
    private final String hash;

    /**
     * @param key       expressions over the destination's columns, as many partitions as it has values
     * @param partition the id of that partition
     * @param hash      as {@link RowHash} makes it
     */
    private CopySides(CopyDefinition copy, String key, String partition, String hash) {
        this.copy = copy;
        this.key = key;
        this.partition = partition;
        this.hash = hash;
    }

    /** @param checksum or only the number of rows */
    static CopySides of(CopyReader server, CopyDefinition copy, TableShape destination, boolean checksum)
            throws CopyException, InterruptedException {
        CopySides whole = new CopySides(copy, WHOLE, WHOLE, checksum ? RowHash.of(copy.columns()) : "0");
        if (destination.partitionKey().isEmpty()) {
            return whole;
        }
        String key = arguments(destination.partitionKey());
        CopySides byPartition = new CopySides(copy, key, "partitionId(" + key + ")", whole.hash);
        if (SqlToken.of(key).stream().allMatch(it -> byPartition.isKnown(it))) {
            return byPartition;
        }
        try {
            server.ask("DESCRIBE TABLE (" + byPartition.source() + ")");
            return byPartition;
        } catch (CopyException e) {
            if (e.kind() == CopyException.Kind.STOPPED) {
                throw e;
            }
            // The key has a column that the copy leaves to its default: the source's rows do not tell where they went.
            return whole;
        }
    }

    /** A copy of nothing but the rows that belong into one partition of the destination, read from where they are. */
    static CopyDefinition rowsOf(CopyReader server, CopyDefinition copy, TableShape destination, PartitionRepair repair)
            throws CopyException, InterruptedException {
        String from = repair.sourcePartitions().stream()
                .map(Literals::quote)
                .collect(Collectors.joining(", ", "_partition_id IN (", ")"));
        if (repair.sourcePartitions().isEmpty()) {
            from = "false";
        }
        String where = from + copy.where().map(it -> " AND (" + it + "\n)").orElse("");
        CopyDefinition there = new CopyDefinition(
                copy.source(),
                copy.destination(),
                copy.readFrom(),
                Method.INSERT,
                copy.columns(),
                Optional.of(where),
                copy.append());
        CopySides sides = of(server, there, destination, false);
        String rows = "(SELECT %s FROM (%s) WHERE __amig_partition = %s)"
                .formatted(
                        sides.columns(),
                        sides.source(),
                        Literals.quote(repair.wanted().partition()));
        List<CopiedColumn> asTheyAre = copy.columns().stream()
                .map(it -> new CopiedColumn(it.name(), it.type(), ChunkSql.column(it.name())))
                .toList();
        return new CopyDefinition(
                copy.source(), copy.destination(), rows, Method.INSERT, asTheyAre, Optional.empty(), copy.append());
    }

    /** Of the key: a column that is copied, or no column at all. */
    private boolean isKnown(SqlToken token) {
        return !token.isName()
                || isFunction(token)
                || copy.columns().stream().anyMatch(it -> it.name().equals(token.name()));
    }

    private boolean isFunction(SqlToken token) {
        return key.startsWith("(", token.end());
    }

    /** The source is partitioned by the same expressions over columns that are copied as they are: so its parts know where rows go. */
    boolean keepsPartitions(String sourceKey) {
        return arguments(sourceKey).equals(key) && SqlToken.of(key).stream().allMatch(this::isKept);
    }

    private boolean isKept(SqlToken token) {
        boolean isColumn = copy.columns().stream()
                .anyMatch(
                        it -> it.name().equals(token.text()) && it.expression().equals(token.text()));
        return isFunction(token) || isColumn || !token.isName();
    }

    /**
     * Of a destination whose source need not be there any more.
     *
     * @param byPartition or as a whole
     */
    static CopySides ofDestination(CopyDefinition copy, boolean byPartition, boolean checksum) {
        String partition = byPartition ? "_partition_id" : WHOLE;
        return new CopySides(copy, partition, partition, checksum ? RowHash.of(copy.columns()) : "0");
    }

    /** The function gives the id of a partition for the key's elements, not for a tuple of them (tried on 26.7). */
    static String arguments(String key) {
        String tuple = key.startsWith("tuple(") ? key.substring("tuple".length()) : key;
        return isInBrackets(tuple) ? tuple.substring(1, tuple.length() - 1) : key;
    }

    /** The first bracket is closed by the last one. */
    private static boolean isInBrackets(String expression) {
        int depth = 0;
        for (SqlToken token : SqlToken.of(expression)) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth == 0 && token.start() < expression.length() - 1) {
                return false;
            }
        }
        return expression.startsWith("(");
    }

    QualifiedName sourceName() {
        return QualifiedName.parse(copy.readFrom());
    }

    QualifiedName destinationName() {
        return QualifiedName.parse(copy.destination());
    }

    /** Columns {@code __amig_partition}, {@code __amig_hash} and the copied ones. */
    String source() {
        return side(sourceRows(), partition);
    }

    /** The copied columns, with the destination's names and types. */
    String sourceRows() {
        return sourceRows(false);
    }

    /** @param withPartition as {@link #SOURCE_PARTITION}, that of the source */
    String sourceRows(boolean withPartition) {
        List<String> converted = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < copy.columns().size(); i++) {
            CopiedColumn column = copy.columns().get(i);
            // Two steps: an alias that is a column's name would be seen by the expressions beside it.
            converted.add(column.expression() + "\n AS __amig_" + i);
            named.add("__amig_" + i + " AS " + ChunkSql.column(column.name()));
        }
        if (withPartition) {
            converted.add("_partition_id AS " + SOURCE_PARTITION);
            named.add(SOURCE_PARTITION);
        }
        return "(SELECT " + String.join(", ", named) + " FROM (SELECT " + String.join(", ", converted) + sourceFrom()
                + "))";
    }

    private String sourceFrom() {
        return " FROM " + copy.readFrom()
                + copy.where().map(it -> " WHERE (" + it + "\n)").orElse("");
    }

    /** The same of the destination. */
    String destination() {
        // The same as the expression gives, and the server knows which parts it need not read.
        return side(copy.destination(), partition.equals(WHOLE) ? WHOLE : "_partition_id");
    }

    private String side(String from, String ofPartition) {
        return "SELECT " + ofPartition + " AS __amig_partition, " + hash + " AS __amig_hash, " + columns() + " FROM "
                + from;
    }

    String columns() {
        return copy.columns().stream().map(it -> ChunkSql.column(it.name())).collect(Collectors.joining(", "));
    }

    CopyDefinition copy() {
        return copy;
    }

    /** Compared as a whole, and not by partition. */
    boolean isWhole() {
        return partition.equals(WHOLE);
    }

    /** Expressions over the destination's columns, as many partitions as they have values together. */
    String key() {
        return key;
    }

    /** The id of a partition, by its key. */
    String partition() {
        return partition;
    }

    /** As {@link RowHash} makes it. */
    String hash() {
        return hash;
    }
}
