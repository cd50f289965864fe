package dev.amig.copy;

import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.transport.ProgressListener;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The source's rows as they are now: a table of ours with hard links to its parts, made in milliseconds whatever their size. */
final class Snapshot {
    private final CopyServer server;
    private final CopyBook book;
    private final OwnedTableMaker maker;

    Snapshot(CopyServer server, CopyBook book, OwnedTableMaker maker) {
        this.server = server;
        this.book = book;
        this.maker = maker;
    }

    /** @param name that no table has yet */
    OwnedTable take(TableShape source, QualifiedName name) throws CopyException, InterruptedException {
        server.phrase("taking a snapshot of " + source.name());
        OwnedTable table = new OwnedTable(UUID.randomUUID(), book.key(), name, OwnedTable.Purpose.SNAPSHOT);
        book.own(table);
        CopyServer.Answer created = maker.create(table, source, CopyStatements.CREATE_SNAPSHOT, 1);
        if (!created.isApplied() && !maker.stands(table)) {
            throw CopyException.failed(
                    "the snapshot of %s could not be made: %s".formatted(source.name(), created.failure()),
                    created.queryId());
        }
        List<String> partitions = partitions(source.name());
        for (int i = 0; i < partitions.size(); i++) {
            attach(source, table, partitions.get(i), i + 1);
        }
        assertHolds(table, partitions);
        return table;
    }

    private void attach(TableShape source, OwnedTable table, String partition, int attempt)
            throws CopyException, InterruptedException {
        CopyServer.Answer answer = server.execute(
                new CopyServer.Call(
                        CopyStatements.FILL_SNAPSHOT,
                        attempt,
                        "ALTER TABLE %s ATTACH PARTITION ID %s FROM %s"
                                .formatted(table.name(), Literals.quote(partition), source.name()),
                        OwnedTableMaker.DROP_ANY_SIZE),
                ProgressListener.NONE);
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
        if (!answer.isApplied()) {
            throw CopyException.failed(
                    "partition %s of %s could not be linked into the snapshot: %s"
                            .formatted(partition, source.name(), answer.failure()),
                    answer.queryId());
        }
    }

    /** What a lost answer was taken for is not what counts: the partitions must be there. */
    private void assertHolds(OwnedTable table, List<String> partitions) throws CopyException, InterruptedException {
        Set<String> missing = new HashSet<>(partitions);
        partitions(table.name()).forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw CopyException.failed("the snapshot %s lacks the partitions %s; run again to take a new one"
                    .formatted(table.name(), String.join(", ", missing)));
        }
    }

    private List<String> partitions(QualifiedName name) throws CopyException, InterruptedException {
        return server
                .ask(
                        "SELECT DISTINCT partition_id FROM system.parts WHERE database = %s AND table = %s AND active AND rows > 0 ORDER BY partition_id"
                                .formatted(TableShapes.database(name), Literals.quote(name.table())))
                .stream()
                .map(row -> TableShapes.text(row, 0))
                .toList();
    }
}
