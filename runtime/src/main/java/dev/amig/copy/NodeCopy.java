package dev.amig.copy;

import dev.amig.copy.ChunkPlanner.Part;
import dev.amig.journal.Chunk;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopiedColumn;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.OwnedTables;
import java.util.List;
import java.util.Optional;

/** A copy on one node, from its first question to its end; goes on where an earlier runner was. */
public final class NodeCopy {
    private static final Chunk EVERYTHING = new Chunk(0, "", List.of(), Optional.empty(), 0, 0);

    private final CopyServer server;
    private final CopyBook book;
    private final CopyOrder order;
    private final OwnedTableMaker maker;
    private final TableShapes shapes;
    /** Asked for once. */
    private Optional<Effort.Means> means = Optional.empty();

    /** The destination, as it was found by this runner before the first row. */
    private Optional<TableShape> preparedFor = Optional.empty();
    /** Those whose names alone say too little; of tens of thousands the others would only take memory. */
    private Optional<List<Part>> readParts = Optional.empty();
    /** That has looked already. */
    private Optional<Throttle> throttle = Optional.empty();

    public NodeCopy(CopyServer server, CopyBook book, CopyOrder order) {
        this.server = server;
        this.book = book;
        this.order = order;
        this.maker = new OwnedTableMaker(server);
        this.shapes = new TableShapes(server);
    }

    /**
     * Copies until every row is in the destination.
     *
     * @throws CopyException it did not get there; what has arrived stays, and the journal knows how to go on
     */
    public CopyTotals run() throws CopyException, InterruptedException {
        if (book.copy().isEmpty()) {
            prepare();
        }
        CopyRecord copy = book.copy().orElseThrow();
        if (copy.finishedAt().isEmpty()) {
            bringAll(copy);
            clearUp();
            book.finish();
        }
        return book.totals();
    }

    // ---- before the first row

    private void prepare() throws CopyException, InterruptedException {
        server.phrase("looking at the tables");
        // What an earlier runner made before the copy had begun is of no use: the source may have changed since.
        dropOwned(true);
        Meanwhile<Effort.Means> has = Meanwhile.ask(() -> Effort.Means.of(server));
        List<QualifiedName> names = List.of(
                shapes.qualified(order.task().source()),
                shapes.qualified(order.task().destination()));
        Meanwhile<Preconditions.Seen> before =
                Meanwhile.ask(() -> Preconditions.Seen.of(server, names.get(0), names.get(1)));
        List<TableShape> both = shapes.of(names);
        TableShape source = both.get(0);
        TableShape destination = both.get(1);
        // Only what is on this node is copied.
        new ReplicaSync(server).ofSource(source);
        // Partitions that have come meanwhile are copied, too.
        Preconditions.Seen seen =
                source.isReplicated() ? Preconditions.Seen.of(server, names.get(0), names.get(1)) : before.answer();
        means = Optional.of(has.answer());
        boolean fromSnapshot = !order.readLive();
        Throttle looking = throttle(destination);
        Meanwhile<Optional<String>> firstLook = Meanwhile.ask(looking::reason);
        Preconditions preconditions = new Preconditions(server, source, destination);
        preconditions.check(seen, order.readLive(), order.append());
        List<CopiedColumn> columns = new CopyColumns(server, order.task(), source, destination).resolve();
        Method method = isShortcut(source, destination, columns) ? Method.ATTACH : Method.INSERT;
        if (method == Method.INSERT) {
            preconditions.hasSpaceForAll(seen);
        }
        QualifiedName readFrom = source.name();
        List<Part> parts = List.of();
        if (fromSnapshot) {
            QualifiedName name = OwnedTables.snapshot(
                    source.name(), book.key().run(), book.key().actionIndex());
            Snapshot.Taken snapshot = new Snapshot(server, book, maker).take(source, name, seen.partitions());
            readFrom = snapshot.table().name();
            parts = snapshot.parts();
        } else if (source.isMergeTree()) {
            parts = SourceParts.of(server, source.name());
        }
        CopyDefinition definition = new CopyDefinition(
                source.name().sql(),
                destination.name().sql(),
                readFrom.sql(),
                method,
                columns,
                order.task().where(),
                order.append());
        List<Chunk> chunks = source.isMergeTree() ? chunks(parts, method) : List.of(EVERYTHING);
        firstLook.answer();
        throttle = Optional.of(looking);
        book.begin(definition, chunks);
        preparedFor = Optional.of(destination);
        readParts = Optional.of(parts.stream()
                .filter(it -> method == Method.ATTACH || it.hasDeletedRows())
                .toList());
    }

    /** Nothing about a row changes, and the destination takes whole parts as they are. */
    private boolean isShortcut(TableShape source, TableShape destination, List<CopiedColumn> columns) {
        boolean asTheyAre = columns.stream().allMatch(it -> it.expression().equals(ChunkSql.column(it.name())));
        boolean all = destination.columns().stream()
                .filter(TableShape.Column::isInsertable)
                .allMatch(
                        it -> columns.stream().anyMatch(column -> column.name().equals(it.name())));
        return !order.noShortcut()
                && !order.readLive()
                && order.task().where().isEmpty()
                && asTheyAre
                && all
                && source.hasPartsFor(destination);
    }

    private List<Chunk> chunks(List<Part> parts, Method method) throws CopyException, InterruptedException {
        if (method == Method.ATTACH) {
            return ChunkPlanner.linked(parts);
        }
        return order.readLive()
                ? ChunkPlanner.wholePartitions(parts)
                : ChunkPlanner.cut(parts, order.chunks(), effort(parts).workers());
    }

    private Effort effort(List<Part> parts) throws CopyException, InterruptedException {
        return effort(
                parts.stream().mapToLong(Part::rows).sum(),
                parts.stream().mapToLong(Part::bytes).sum());
    }

    private Effort effort(long rows, long bytes) throws CopyException, InterruptedException {
        if (means.isEmpty()) {
            means = Optional.of(Effort.Means.of(server));
        }
        return Effort.of(means.get(), order.workers(), bytes / Math.max(1, rows));
    }

    // ---- the chunks

    private void bringAll(CopyRecord copy) throws CopyException, InterruptedException {
        TableShape destination = preparedFor.isPresent()
                ? preparedFor.get()
                : shapes.of(QualifiedName.parse(copy.definition().destination()));
        Effort effort = effort(copy.rows(), copy.bytes());
        server.working(effort);
        CopyWork work = new CopyWork(
                order.action(), copy.definition(), destination, order.readLive(), effort, order.settings(), readParts);
        new ChunkWorkers(server, book, work, throttle.orElseGet(() -> throttle(destination)))
                .bringAll(book.openChunks(), book.totals());
    }

    private Throttle throttle(TableShape destination) {
        return new Throttle(server, destination, order.task().throttles());
    }

    // ---- afterwards

    private void clearUp() throws CopyException, InterruptedException {
        server.phrase("dropping what was made for the copy");
        dropOwned(!order.keepSnapshot());
    }

    /** @param snapshotToo or staging tables only */
    private void dropOwned(boolean snapshotToo) throws CopyException, InterruptedException {
        for (OwnedTable table : book.owned()) {
            if (snapshotToo || table.purpose() != OwnedTable.Purpose.SNAPSHOT) {
                drop(table);
                book.disown(table);
            }
        }
    }

    /** As the chunk itself would drop it: no two tables are dropped under one query id. */
    private void drop(OwnedTable table) throws CopyException, InterruptedException {
        Optional<OwnedTables.Attempt> chunk = OwnedTables.attemptOf(table.name());
        if (table.purpose() == OwnedTable.Purpose.ASIDE) {
            maker.drop(table, CopyStatements.dropAside(0), book.asidesOwned());
        } else if (chunk.isPresent()) {
            maker.drop(
                    table,
                    CopyStatements.dropStaging(chunk.get().chunk()),
                    chunk.get().attempt());
        } else {
            maker.drop(table, CopyStatements.DROP_SNAPSHOT, book.snapshotsOwned());
        }
    }

    /**
     * Takes away all that was made for the copy, its snapshot too. The rows that have arrived are the author's to take back.
     *
     * @throws CopyException a table could not be dropped
     */
    public void takeBack() throws CopyException, InterruptedException {
        dropOwned(true);
        book.forget();
    }

    /** Whether an earlier runner has dropped it, or was about to note that it had. */
    public boolean hasDroppedSnapshot() throws CopyException, InterruptedException {
        Optional<CopyRecord> copy = book.copy();
        if (copy.isEmpty()
                || copy.get()
                        .definition()
                        .readFrom()
                        .equals(copy.get().definition().source())) {
            return false;
        }
        for (OwnedTable table : book.owned()) {
            if (table.purpose() == OwnedTable.Purpose.SNAPSHOT && maker.stands(table)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Drops the snapshot, after the last action that compares with it.
     *
     * @throws CopyException it could not be dropped
     */
    public void dropSnapshot() throws CopyException, InterruptedException {
        dropOwned(true);
    }
}
