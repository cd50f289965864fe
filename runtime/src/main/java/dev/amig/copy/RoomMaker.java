package dev.amig.copy;

import dev.amig.copy.CopyServer.Answer;
import dev.amig.copy.CopyServer.Call;
import dev.amig.journal.Chunk;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.journal.PartitionSum;
import dev.amig.journal.RepairRecord;
import dev.amig.language.sql.Literals;
import dev.amig.transport.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Drops what stands in a partition that is copied again, when what shall stand there instead is whole and proved. Part by part, and each
 * only after its rows were looked at: {@code REPLACE PARTITION} would also take what somebody wrote a moment before.
 */
final class RoomMaker implements ChunkCopier.BeforeMove {
    /** Merges may make other parts of those that were looked at. */
    private static final int MOST_ROUNDS = 20;

    private final CopyServer server;
    private final CopyBook book;
    private final CopyDefinition copy;
    private final TableShape destination;
    private final RepairRecord record;
    private final ForeignRows foreign;
    private final List<MovedPart> replaced;
    private OptionalLong roomUpTo;

    /** @param copy with its own destination, of whose rows this is one partition */
    RoomMaker(CopyServer server, CopyBook book, CopyDefinition copy, TableShape destination, RepairRecord record) {
        this.server = server;
        this.book = book;
        this.copy = copy;
        this.destination = destination;
        this.record = record;
        this.foreign = new ForeignRows(server, book, copy, destination);
        this.replaced = new ArrayList<>(record.replaced());
        this.roomUpTo = record.roomUpTo();
    }

    private record Part(MovedPart part, long minBlock, long maxBlock) {}

    @Override
    public void prepare(Chunk chunk, OwnedTable staging) throws CopyException, InterruptedException {
        prove(staging);
        foreign.dropUnfinished();
        for (int round = 1; ; round++) {
            List<Part> standing = standing();
            if (standing.isEmpty()) {
                return;
            }
            if (round > MOST_ROUNDS) {
                throw CopyException.failed(
                        "partition %s of %s has new parts whenever its old ones are about to be dropped; stop what writes or merges there, and repair again"
                                .formatted(record.repair().partitionId(), destination.name()));
            }
            makeRoom(chunk, staging, standing);
        }
    }

    /** The snapshot's rows, neither more nor less, before the first part goes. */
    private void prove(OwnedTable staging) throws CopyException, InterruptedException {
        PartitionSum wanted = record.repair().wanted();
        boolean byPartition = !wanted.partition().isEmpty();
        List<PartitionSum> found = DestinationSums.of(server, copy, staging.name(), byPartition, true).stream()
                .filter(it -> it.rows() > 0)
                .toList();
        if (!found.equals(wanted.rows() == 0 ? List.of() : List.of(wanted))) {
            throw CopyException.failed(
                    "what came into %s for partition %s is not what the snapshot has of it: %s instead of %s; nothing was dropped"
                            .formatted(
                                    staging.name(),
                                    record.repair().partitionId(),
                                    found.isEmpty()
                                            ? "nothing"
                                            : found.stream()
                                                    .map(RoomMaker::words)
                                                    .collect(Collectors.joining(" and ")),
                                    words(wanted)));
        }
    }

    private static String words(PartitionSum sum) {
        return "%,d rows in partition %s with the checksum %s".formatted(sum.rows(), sum.partition(), sum.checksum());
    }

    /** Those of the partition that are not newer than the repair. */
    private List<Part> standing() throws CopyException, InterruptedException {
        List<Part> parts = new ArrayList<>();
        for (List<Object> row : server.ask(
                "SELECT name, hash_of_all_files, toInt64(min_block_number), toInt64(max_block_number) FROM system.parts WHERE database = %s AND table = %s AND partition_id = %s AND active AND rows > 0%s ORDER BY min_block_number, name"
                        .formatted(
                                TableShapes.database(destination.name()),
                                Literals.quote(destination.name().table()),
                                Literals.quote(record.repair().partitionId()),
                                roomUpTo.isPresent() ? " AND min_block_number <= " + roomUpTo.getAsLong() : ""))) {
            parts.add(new Part(
                    new MovedPart(TableShapes.text(row, 0), TableShapes.text(row, 1)),
                    TableShapes.number(row, 2),
                    TableShapes.number(row, 3)));
        }
        return parts;
    }

    private void makeRoom(Chunk chunk, OwnedTable staging, List<Part> standing)
            throws CopyException, InterruptedException {
        if (roomUpTo.isEmpty()) {
            roomUpTo = OptionalLong.of(
                    standing.stream().mapToLong(Part::maxBlock).max().orElseThrow());
        }
        // What an earlier runner has looked at is put aside already, as far as it has to be.
        List<MovedPart> found = standing.stream()
                .map(Part::part)
                .filter(it -> !replaced.contains(it))
                .toList();
        if (!found.isEmpty()) {
            Optional<ForeignRows.Aside> aside = foreign.putAside(
                    chunk.number(), staging, found.stream().map(MovedPart::name).toList());
            replaced.addAll(found);
            book.makeRoom(chunk.number(), roomUpTo.getAsLong(), replaced, aside.map(ForeignRows.Aside::table));
            aside.ifPresent(this::tell);
        }
        for (Part part : standing) {
            drop(chunk, part.part());
        }
    }

    private void tell(ForeignRows.Aside aside) {
        server.note("%,d rows that only partition %s of %s had are kept in %s"
                .formatted(
                        aside.rows(),
                        record.repair().partitionId(),
                        destination.name(),
                        aside.table().name()));
    }

    /** Whatever the answer: what counts is that it is gone. One that a merge has made into another is looked at in the next round. */
    private void drop(Chunk chunk, MovedPart part) throws CopyException, InterruptedException {
        Answer answer = server.execute(
                new Call(
                        CopyStatements.dropReplaced(chunk.number()),
                        replaced.indexOf(part) + 1,
                        "ALTER TABLE %s DROP PART %s".formatted(destination.name(), Literals.quote(part.name())),
                        OwnedTableMaker.DROP_ANY_SIZE),
                ProgressListener.NONE);
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
        if (standing().stream().anyMatch(it -> it.part().equals(part))) {
            throw CopyException.failed(
                    "part %s of %s could not be dropped%s"
                            .formatted(
                                    part.name(), destination.name(), answer.isApplied() ? "" : ": " + answer.failure()),
                    answer.queryId());
        }
    }
}
