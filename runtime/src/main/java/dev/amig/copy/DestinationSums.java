package dev.amig.copy;

import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.PartitionSum;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a copy's destination comes to at this moment, whatever it is called by now. */
public final class DestinationSums {
    private static final UUID NONE = new UUID(0, 0);

    private DestinationSums() {}

    /**
     * Rows and checksums of the table, by partition.
     *
     * @param byPartition or as a whole
     * @param checksum    or only the number of rows
     * @throws CopyException there is no such table, or one without the copied columns
     */
    public static List<PartitionSum> of(
            CopyReader server, CopyDefinition copy, QualifiedName table, boolean byPartition, boolean checksum)
            throws CopyException, InterruptedException {
        CopySides sides = CopySides.ofDestination(copy.into(table.sql()), byPartition, checksum);
        return new SideSums(server, sides).ofDestination();
    }

    /** By which a table is known when it has changed its name; empty in a database that gives tables none. */
    public static Optional<UUID> id(CopyReader server, QualifiedName table) throws CopyException, InterruptedException {
        return server
                .ask("SELECT toString(uuid) FROM system.tables WHERE database = %s AND name = %s"
                        .formatted(database(table), Literals.quote(table.table())))
                .stream()
                .map(row -> UUID.fromString(String.valueOf(row.get(0))))
                .filter(it -> !it.equals(NONE))
                .findFirst();
    }

    /** Whether there is a table of this name. */
    public static boolean stands(CopyReader server, QualifiedName table) throws CopyException, InterruptedException {
        return !server.ask("SELECT 1 FROM system.tables WHERE database = %s AND name = %s"
                        .formatted(database(table), Literals.quote(table.table())))
                .isEmpty();
    }

    /** The table with this id; empty when it is not there. */
    public static Optional<QualifiedName> named(CopyReader server, UUID id) throws CopyException, InterruptedException {
        return server.ask("SELECT database, name FROM system.tables WHERE uuid = '" + id + "'").stream()
                .map(row -> new QualifiedName(Optional.of((String) row.get(0)), (String) row.get(1)))
                .findFirst();
    }

    private static String database(QualifiedName table) {
        return table.database().map(Literals::quote).orElse("currentDatabase()");
    }
}
