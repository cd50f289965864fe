package dev.amig.copy;

import dev.amig.copy.ChunkPlanner.Part;
import dev.amig.journal.OwnedTable;
import dev.amig.language.sql.QualifiedName;
import dev.amig.transport.ProgressListener;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The source's rows as they are now: a table of ours with hard links to its parts, made in milliseconds whatever their size. */
final class Snapshot {
    private static final int MOST_TRIES = 4;
    /** That one statement links: its text stays far below what a server reads of one (256 KB, max_query_size). */
    private static final int AT_ONCE = 500;

    private final CopyServer server;
    private final CopyBook book;
    private final OwnedTableMaker maker;

    Snapshot(CopyServer server, CopyBook book, OwnedTableMaker maker) {
        this.server = server;
        this.book = book;
        this.maker = maker;
    }

    /** @param parts of the table */
    record Taken(OwnedTable table, List<Part> parts) {}

    /**
     * @param name       that no table has yet
     * @param partitions of the source, as they were a moment ago
     */
    Taken take(TableShape source, QualifiedName name, List<String> partitions)
            throws CopyException, InterruptedException {
        server.phrase("taking a snapshot of " + source.name());
        for (int tried = 1; ; tried++) {
            OwnedTable table = new OwnedTable(UUID.randomUUID(), book.key(), name, OwnedTable.Purpose.SNAPSHOT);
            book.own(table);
            int number = book.snapshotsOwned();
            List<String> linked = tried == 1 ? partitions : partitions(source.name());
            Optional<Failure> failure = make(source, table, linked, number);
            if (failure.isEmpty()) {
                return taken(table, linked);
            }
            giveUpOrTryAgain(failure.get(), tried);
            // Some of a partition's parts may be linked and some not: a new one is made in no time.
            maker.drop(table, CopyStatements.DROP_SNAPSHOT, number);
            book.disown(table);
        }
    }

    private record Failure(String what, CopyServer.Answer answer) {}

    private Optional<Failure> make(TableShape source, OwnedTable table, List<String> partitions, int number)
            throws InterruptedException {
        CopyServer.Answer created = maker.create(table, source, CopyStatements.CREATE_SNAPSHOT, number);
        if (!created.isApplied()) {
            return Optional.of(new Failure("the snapshot of %s could not be made".formatted(source.name()), created));
        }
        for (int from = 0; from < partitions.size(); from += AT_ONCE) {
            List<String> some = partitions.subList(from, Math.min(partitions.size(), from + AT_ONCE));
            CopyServer.Answer linked = link(source, table, some, CopyStatements.linkAttempt(number, from));
            if (!linked.isApplied()) {
                return Optional.of(new Failure(
                        "partition%s %s of %s could not be linked into the snapshot"
                                .formatted(some.size() == 1 ? "" : "s", told(some), source.name()),
                        linked));
            }
        }
        return Optional.empty();
    }

    private static String told(List<String> partitions) {
        int last = partitions.size() - 1;
        return last == 0 ? partitions.get(0) : partitions.get(0) + " to " + partitions.get(last);
    }

    private CopyServer.Answer link(TableShape source, OwnedTable table, List<String> partitions, int attempt)
            throws InterruptedException {
        return server.execute(
                new CopyServer.Call(
                        CopyStatements.FILL_SNAPSHOT,
                        attempt,
                        "ALTER TABLE " + table.name() + " "
                                + ChunkSql.link(partitions, source.name().sql()),
                        OwnedTableMaker.DROP_ANY_SIZE),
                ProgressListener.NONE);
    }

    private void giveUpOrTryAgain(Failure failure, int tried) throws CopyException {
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
        CopyServer.Answer answer = failure.answer();
        if (tried >= MOST_TRIES || !answer.mayBeRepeated()) {
            throw CopyException.failed(failure.what() + ": " + answer.failure(), answer.queryId());
        }
        server.note("the snapshot is taken again (%d of %d): %s: %s"
                .formatted(tried, MOST_TRIES - 1, failure.what(), answer.failure()));
    }

    /** What a lost answer was taken for is not what counts: the partitions must be there. */
    private Taken taken(OwnedTable table, List<String> partitions) throws CopyException, InterruptedException {
        List<Part> parts = SourceParts.of(server, table.name());
        Set<String> missing = new HashSet<>(partitions);
        parts.forEach(it -> missing.remove(it.partitionId()));
        if (!missing.isEmpty()) {
            throw CopyException.failed("the snapshot %s lacks the partitions %s; run again to take a new one"
                    .formatted(table.name(), String.join(", ", missing)));
        }
        return new Taken(table, parts);
    }

    /** Ids of those that hold rows. */
    private List<String> partitions(QualifiedName name) throws CopyException, InterruptedException {
        return SourceParts.of(server, name).stream()
                .map(Part::partitionId)
                .distinct()
                .toList();
    }
}
