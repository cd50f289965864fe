package dev.amig.copy;

import dev.amig.copy.CopyDamage.PartitionDamage;
import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopyRecord.Method;
import dev.amig.journal.PartitionRepair;
import dev.amig.journal.RepairRecord;
import dev.amig.language.sql.Literals;
import dev.amig.language.sql.QualifiedName;
import dev.amig.plan.CopyTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies partitions of a copy's destination again, on one node. The unit is the destination's partition: merges have long made one part
 * of what came with several chunks. Each is a chunk of its own, with all that {@link ChunkCopier} does for it, and a {@link RoomMaker}.
 */
public final class CopyRepair {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CopyServer server;
    private final CopyBook book;
    private final String action;
    private final CopyTerms terms;

    /**
     * @param action the copy's name
     * @param terms  of the copy on this node
     */
    public CopyRepair(CopyServer server, CopyBook book, String action, CopyTerms terms) {
        this.server = server;
        this.book = book;
        this.action = action;
        this.terms = terms;
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
            new Preconditions(server, destination, destination).hasSpaceFor((long) (damage.bytes() * compressed));
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
        Throttle throttle = new Throttle(server, destination, terms.throttles());
        for (RepairRecord record : open) {
            await(throttle);
            server.phrase("copying partition %s again (%d of %d)"
                    .formatted(record.repair().partitionId(), open.indexOf(record) + 1, open.size()));
            bring(copy.definition(), destination, record);
        }
        new RepairProof(server, book, copy.definition()).of(open);
        return open.size();
    }

    private void await(Throttle throttle) throws CopyException, InterruptedException {
        for (Optional<String> reason = throttle.reason(); reason.isPresent(); reason = throttle.reason()) {
            if (server.isStopped()) {
                throw CopyException.stopped();
            }
            server.waiting(reason.get());
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
                terms.settings(),
                Optional.empty());
        ChunkCopier copier = new ChunkCopier(
                server, book, work, new ReentrantLock(), new RoomMaker(server, book, copy, destination, record));
        copier.bring(
                linked ? inPartition(record.chunk(), repair.partitionId()) : record.chunk(),
                server::progress,
                ChunkCopier.Pace.OWN);
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
}
