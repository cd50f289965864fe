package dev.amig.copy;

import dev.amig.copy.CopyDamage.PartitionDamage;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.CopySums;
import dev.amig.journal.PartitionRepair;
import dev.amig.journal.PartitionSum;
import dev.amig.journal.RepairRecord;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Copies partitions of a copy's destination again, on one node. The unit is the destination's partition: merges have long made one part
 * of what came with several chunks. Each is a chunk of its own, with all that {@link ChunkCopier} does for it, and a {@link RoomMaker}.
 */
public final class CopyRepair {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CopyServer server;
    private final CopyBook book;
    private final String action;

    /** @param action the copy's name */
    public CopyRepair(CopyServer server, CopyBook book, String action) {
        this.server = server;
        this.book = book;
        this.action = action;
    }

    /**
     * What would have to be copied again. Changes no table; the journal gets the sums.
     *
     * @throws CopyException something differs, and it cannot be copied again safely: the message says why, and what to do
     */
    public CopyDamage survey() throws CopyException, InterruptedException {
        return new DamageSurvey(server, book, action).look();
    }

    /** From now on it is to be done, by whichever runner. */
    public void plan(CopyDamage damage) throws CopyException, InterruptedException {
        assertRoomFor(damage);
        int number = book.nextChunk();
        List<PartitionRepair> repairs = new ArrayList<>();
        for (PartitionDamage partition : damage.partitions()) {
            repairs.add(
                    new PartitionRepair(number++, partition.sourcePartitions(), partition.bytes(), partition.source()));
        }
        if (!repairs.isEmpty()) {
            book.planRepairs(repairs);
        }
    }

    /** The parts that make room stay on the disk for some minutes beside the new ones. */
    private void assertRoomFor(CopyDamage damage) throws CopyException, InterruptedException {
        CopyDefinition copy = definition();
        if (damage.isDamaged() && copy.method() == Method.INSERT) {
            QualifiedName from = QualifiedName.parse(copy.readFrom());
            double compressed = ((Number) server.ask(
                                    "SELECT toFloat64(sum(bytes_on_disk)) / greatest(1, sum(data_uncompressed_bytes)) FROM system.parts WHERE active AND database = %s AND table = %s"
                                            .formatted(TableShapes.database(from), Literals.quote(from.table())))
                            .get(0)
                            .get(0))
                    .doubleValue();
            TableShape destination = new TableShapes(server).of(QualifiedName.parse(copy.destination()));
            new Preconditions(server, destination, destination).spaceFor((long) (damage.bytes() * compressed));
        }
    }

    private CopyDefinition definition() {
        return book.copy().orElseThrow().definition();
    }

    public boolean isUnderWay() {
        return !book.openRepairs().isEmpty();
    }

    /**
     * Brings every planned partition to its end, from wherever an earlier runner was, and compares those that it has brought.
     *
     * @return how many they were
     * @throws CopyException one could not be brought; the journal knows how to go on
     */
    public int goOn() throws CopyException, InterruptedException {
        List<RepairRecord> open = book.openRepairs();
        if (open.isEmpty()) {
            return 0;
        }
        CopyRecord copy = book.copy().orElseThrow();
        RepairConditions conditions = new RepairConditions(server, book, copy.definition());
        TableShape destination = conditions.destination(copy);
        if (!conditions.hasSnapshot()) {
            throw CopyException.failed("%s, from which %s is copied again, is gone; 'amig rollback' undoes the run"
                    .formatted(copy.definition().readFrom(), copy.definition().destination()));
        }
        Throttle throttle = new Throttle(server, destination, List.of());
        for (RepairRecord record : open) {
            await(throttle);
            server.phrase("copying partition %s again (%d of %d)"
                    .formatted(record.repair().partitionId(), open.indexOf(record) + 1, open.size()));
            bring(copy.definition(), destination, record);
        }
        verify(copy.definition(), open);
        return open.size();
    }

    private void await(Throttle throttle) throws CopyException, InterruptedException {
        for (Optional<String> reason = throttle.reason(); reason.isPresent(); reason = throttle.reason()) {
            if (server.isStopped()) {
                throw CopyException.stopped();
            }
            server.phrase("waiting: " + reason.get());
            Thread.sleep(LOOK.toMillis());
        }
        if (server.isStopped()) {
            throw CopyException.stopped();
        }
    }

    private void bring(CopyDefinition copy, TableShape destination, RepairRecord record)
            throws CopyException, InterruptedException {
        PartitionRepair repair = record.repair();
        boolean linked = copy.method() == Method.ATTACH && repair.wanted().rows() > 0;
        long rowBytes = repair.bytes() / Math.max(1, repair.wanted().rows());
        CopyWork work = new CopyWork(
                action,
                linked ? copy : CopySides.rowsOf(server, copy, destination, repair),
                destination,
                false,
                Effort.on(server, OptionalInt.of(1), rowBytes),
                Map.of());
        ChunkCopier copier = new ChunkCopier(
                server, book, work, new ReentrantLock(), new RoomMaker(server, book, copy, destination, record));
        copier.bring(linked ? inPartition(record.chunk(), repair.partitionId()) : record.chunk(), server::progress);
    }

    /** Where parts are linked, the source's partitions are the destination's. */
    private static ChunkRecord inPartition(ChunkRecord record, String partition) {
        Chunk chunk = record.chunk();
        return new ChunkRecord(
                new Chunk(chunk.number(), partition, chunk.parts(), chunk.range(), chunk.rows(), chunk.bytes()),
                record.state(),
                record.attempt(),
                record.staging(),
                record.moves());
    }

    // ---- afterwards

    private void verify(CopyDefinition copy, List<RepairRecord> brought) throws CopyException, InterruptedException {
        server.phrase("comparing what was copied again");
        List<PartitionSum> wanted = brought.stream()
                .map(it -> it.repair().wanted())
                .filter(it -> it.rows() > 0)
                .toList();
        List<PartitionSum> found = sums(copy, brought);
        if (found.equals(wanted)) {
            record(copy, brought, found);
            return;
        }
        // Merges may have replaced rows since, which is no difference.
        CopyComparison.Result result = CopyComparison.of(server, copy, true).withSource();
        book.recordSums(result, true, DestinationSums.id(server, QualifiedName.parse(copy.destination())));
        Optional<String> differences = CopyDifference.sentence(result.differences());
        if (differences.isPresent()) {
            throw CopyException.failed("%s is still not the same as %s: %s; look who writes into it, then repair again"
                    .formatted(copy.destination(), copy.source(), differences.get()));
        }
    }

    /** Of the partitions that were brought, in order. */
    private List<PartitionSum> sums(CopyDefinition copy, List<RepairRecord> brought)
            throws CopyException, InterruptedException {
        boolean byPartition = brought.stream()
                .noneMatch(it -> it.repair().wanted().partition().isEmpty());
        CopySides sides = CopySides.ofDestination(copy, byPartition, true);
        String partitions = brought.stream()
                .map(it -> Literals.quote(it.repair().partitionId()))
                .collect(Collectors.joining(", ", " WHERE _partition_id IN (", ")"));
        return new SideSums(server, sides).ofDestination(partitions);
    }

    private void record(CopyDefinition copy, List<RepairRecord> brought, List<PartitionSum> found)
            throws CopyException, InterruptedException {
        Optional<CopySums> before = book.sums();
        if (before.isEmpty()) {
            return;
        }
        Set<String> repaired =
                brought.stream().map(it -> it.repair().wanted().partition()).collect(Collectors.toSet());
        List<PartitionSum> now = new ArrayList<>(found);
        before.get().destination().stream()
                .filter(it -> !repaired.contains(it.partition()))
                .forEach(now::add);
        Optional<UUID> id = DestinationSums.id(server, QualifiedName.parse(copy.destination()));
        book.recordSums(before.get().source(), now, id);
    }
}
