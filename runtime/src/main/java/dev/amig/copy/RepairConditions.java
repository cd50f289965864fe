package dev.amig.copy;

import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopySums;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.QualifiedName;
import java.util.Optional;
import java.util.UUID;

/** What must hold before partitions of a copy may be copied again. Reads only. */
final class RepairConditions {
    private final CopyServer server;
    private final CopyBook book;
    private final CopyDefinition copy;

    RepairConditions(CopyServer server, CopyBook book, CopyDefinition copy) {
        this.server = server;
        this.book = book;
        this.copy = copy;
    }

    /** Whether there is still something to copy from. */
    boolean hasSnapshot() throws CopyException, InterruptedException {
        OwnedTableMaker maker = new OwnedTableMaker(server);
        for (OwnedTable table : book.owned()) {
            boolean isRead = table.name().sql().equals(copy.readFrom());
            if (isRead && table.purpose() == OwnedTable.Purpose.SNAPSHOT && maker.stands(table)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What holds as long as nothing but rows has changed.
     *
     * @return the destination
     * @throws CopyException it is not the table that was copied into, or not yet all of it
     */
    TableShape destination(CopyRecord record) throws CopyException, InterruptedException {
        if (record.finishedAt().isEmpty()) {
            throw CopyException.failed("the copy into %s is not done; 'amig resume' goes on with it, then look again"
                    .formatted(copy.destination()));
        }
        return sameTable();
    }

    /** @throws CopyException a partition of the destination must not be replaced, whatever is in it */
    void assertReplaceable() throws CopyException {
        if (readsSource()) {
            throw CopyException.failed(
                    "%s was copied with READ LIVE, so nobody knows which rows it had then; empty %s and copy again"
                            .formatted(copy.source(), copy.destination()));
        }
        if (copy.append()) {
            throw CopyException.failed(
                    "the copy says APPEND, so %s may hold rows of others, which would go with a partition that is replaced; mend it by hand, 'amig verify' shows the rows"
                            .formatted(copy.destination()));
        }
    }

    boolean readsSource() {
        return copy.readFrom().equals(copy.source());
    }

    private TableShape sameTable() throws CopyException, InterruptedException {
        TableShape shape = new TableShapes(server).of(QualifiedName.parse(copy.destination()));
        Optional<UUID> then = book.sums().flatMap(CopySums::destinationId);
        Optional<UUID> now = DestinationSums.id(server, shape.name());
        if (then.isPresent() && !then.equals(now)) {
            throw CopyException.failed(
                    "%s is not the table any more that VERIFY COPY has compared: it was swapped, or made anew; undo that first"
                            .formatted(shape.name()));
        }
        for (CopiedColumn column : copy.columns()) {
            Optional<TableShape.Column> found = shape.column(column.name());
            if (found.isEmpty() || !found.get().type().equals(column.type())) {
                throw CopyException.failed(
                        "the column %s of %s was of type %s when it was copied, and %s; undo that first"
                                .formatted(
                                        column.name(),
                                        shape.name(),
                                        column.type(),
                                        found.map(it -> "is of type " + it.type() + " now")
                                                .orElse("is gone")));
            }
        }
        return shape;
    }
}
