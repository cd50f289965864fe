package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.Literals;
import dev.amig.plan.OwnedTables;
import dev.amig.transport.ProgressListener;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rows of the destination that the source never had. Whether a row of amig's was changed, or somebody else has written one, no question
 * tells: so none of them is dropped before it stands in a table of its own.
 */
final class ForeignRows {
    /** Of one partition: as many hashes go into one question. Above it, it is no copy that was damaged, but a table that others use. */
    static final int MOST = 5_000;

    /** Of one question; what is above goes through the disk. */
    private static final long MOST_MEMORY = 2L << 30;

    private final CopyServer server;
    private final CopyBook book;
    private final CopyDefinition copy;
    private final TableShape destination;
    private final OwnedTableMaker maker;

    ForeignRows(CopyServer server, CopyBook book, CopyDefinition copy, TableShape destination) {
        this.server = server;
        this.book = book;
        this.copy = copy;
        this.destination = destination;
        this.maker = new OwnedTableMaker(server);
    }

    /** @param rows as many as went aside */
    record Aside(OwnedTable table, long rows) {}

    /**
     * Copies them into a table of their own, which is whole when this returns.
     *
     * @param staging all that the source has of the partition
     * @param parts   of the destination
     */
    Optional<Aside> putAside(int chunk, OwnedTable staging, List<String> parts)
            throws CopyException, InterruptedException {
        List<String> hashes = hashes(staging, parts);
        if (hashes.size() > MOST) {
            throw CopyException.failed(
                    "%s has more than %,d rows by now that were never in %s; nothing of them was dropped; move them away and repair again"
                            .formatted(destination.name(), MOST, copy.source()));
        }
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        String which =
                "%s AND %s IN (%s)".formatted(ofParts(parts), RowHash.of(copy.columns()), String.join(", ", hashes));
        return Optional.of(fill(chunk, which));
    }

    /** An earlier runner ended while it filled one; it holds nothing that is not in the destination. */
    void dropUnfinished() throws CopyException, InterruptedException {
        for (OwnedTable table : book.owned()) {
            if (table.purpose() == OwnedTable.Purpose.ASIDE) {
                maker.drop(table, CopyStatements.dropAside(0), book.asidesOwned());
                book.disown(table);
            }
        }
    }

    private List<String> hashes(OwnedTable staging, List<String> parts) throws CopyException, InterruptedException {
        String hash = RowHash.of(copy.columns());
        String sql = """
                SELECT toString(hash) FROM (
                    SELECT %1$s AS hash, true AS from_source FROM %2$s
                    UNION ALL
                    SELECT %1$s AS hash, false AS from_source FROM %3$s WHERE %4$s
                )
                GROUP BY hash HAVING countIf(from_source) = 0 LIMIT %5$d SETTINGS max_bytes_before_external_group_by = %6$d""".formatted(hash, staging.name(), destination.name(), ofParts(parts), MOST + 1, MOST_MEMORY);
        return server.ask(sql).stream().map(row -> TableShapes.text(row, 0)).toList();
    }

    private static String ofParts(List<String> parts) {
        return parts.stream().map(Literals::quote).collect(Collectors.joining(", ", "_part IN (", ")"));
    }

    private Aside fill(int chunk, String which) throws CopyException, InterruptedException {
        int number = book.asidesOwned() + 1;
        OwnedTable table = new OwnedTable(
                UUID.randomUUID(),
                book.key(),
                OwnedTables.aside(
                        destination.name(), book.key().run(), book.key().actionIndex(), number),
                OwnedTable.Purpose.ASIDE);
        book.own(table);
        assertDone(maker.create(table, destination, CopyStatements.createAside(chunk), number), table);
        String columns = destination.columns().stream()
                .filter(TableShape.Column::isInsertable)
                .map(TableShape.Column::sql)
                .collect(Collectors.joining(", "));
        String insert = "INSERT INTO %s (%s) SELECT %2$s FROM %s WHERE %s"
                .formatted(table.name(), columns, destination.name(), which);
        assertDone(
                server.execute(new Call(CopyStatements.fillAside(chunk), number, insert), ProgressListener.NONE),
                table);
        long wanted = number("SELECT toInt64(count()) FROM %s WHERE %s".formatted(destination.name(), which));
        long found = number("SELECT toInt64(count()) FROM " + table.name());
        if (found != wanted) {
            throw CopyException.failed("%,d of %,d rows came into %s; nothing of them was dropped; repair again"
                    .formatted(found, wanted, table.name()));
        }
        return new Aside(table, found);
    }

    private long number(String sql) throws CopyException, InterruptedException {
        return TableShapes.number(server.ask(sql).get(0), 0);
    }

    private void assertDone(Answer answer, OwnedTable table) throws CopyException {
        if (!answer.isApplied()) {
            if (server.isStopped()) {
                throw CopyException.stopped();
            }
            throw CopyException.failed(
                    "rows that only %s has could not be put aside into %s: %s"
                            .formatted(destination.name(), table.name(), answer.failure()),
                    answer.queryId());
        }
    }
}
