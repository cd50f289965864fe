package dev.amig.journal;

import dev.amig.journal.PartitionMove.MovedPart;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The copies' part of {@link PostgresJournal}. */
final class PostgresCopyJournal implements CopyJournal {
    private final JournalDatabase database;

    PostgresCopyJournal(JournalDatabase database) {
        this.database = database;
    }

    @Override
    public void own(Lease lease, OwnedTable table) {
        write(lease, handle -> OwnedTableRows.insert(handle, table));
    }

    @Override
    public void disown(Lease lease, OwnedTable table) {
        write(lease, handle -> OwnedTableRows.dropped(handle, table.id()));
    }

    @Override
    public List<OwnedTable> owned(long run) {
        return database.inTransaction(handle -> OwnedTableRows.standing(handle, run));
    }

    @Override
    public int snapshotsOwned(CopyKey key) {
        return database.inTransaction(handle -> OwnedTableRows.count(handle, key, OwnedTable.Purpose.SNAPSHOT));
    }

    @Override
    public void begin(Lease lease, CopyKey key, CopyRecord.CopyDefinition definition, List<Chunk> chunks) {
        write(lease, handle -> {
            CopyTable.insert(handle, key, definition, chunks);
            ChunkTable.insert(handle, key, chunks);
        });
    }

    @Override
    public Optional<CopyRecord> copy(CopyKey key) {
        return database.inTransaction(handle -> CopyTable.find(handle, key));
    }

    @Override
    public List<ChunkRecord> openChunks(CopyKey key) {
        return database.inTransaction(handle -> ChunkTable.open(handle, key));
    }

    @Override
    public CopyTotals totals(CopyKey key) {
        return database.inTransaction(handle -> ChunkTable.totals(handle, key));
    }

    @Override
    public void startChunk(Lease lease, CopyKey key, int chunk, int attempt, OwnedTable staging) {
        write(lease, handle -> {
            OwnedTableRows.insert(handle, staging);
            ChunkTable.start(handle, key, chunk, attempt, staging.id());
        });
    }

    @Override
    public void moveChunk(
            Lease lease, CopyKey key, int chunk, int attempt, long copiedRows, List<PartitionMove> moves) {
        write(lease, handle -> ChunkTable.move(handle, key, chunk, attempt, copiedRows, moves));
    }

    @Override
    public void finishChunk(Lease lease, CopyKey key, int chunk) {
        write(lease, handle -> ChunkTable.finish(handle, key, chunk));
    }

    @Override
    public void answerMove(Lease lease, CopyKey key, int chunk, int move, boolean arrived) {
        write(lease, handle -> ChunkTable.answer(handle, key, chunk, move, arrived));
    }

    @Override
    public void finish(Lease lease, CopyKey key) {
        write(lease, handle -> CopyTable.finish(handle, key));
    }

    @Override
    public List<CopyRecord> copies(long run) {
        return database.inTransaction(handle -> CopyTable.of(handle, run));
    }

    @Override
    public void recordSums(
            Lease lease,
            CopyKey key,
            List<PartitionSum> source,
            List<PartitionSum> destination,
            boolean withChecksum,
            Optional<UUID> destinationId,
            boolean isSame) {
        write(lease, handle -> {
            CopySumTable.replace(handle, key, source, destination, withChecksum, destinationId);
            CopyTable.setVerified(handle, key, isSame);
        });
    }

    @Override
    public Optional<CopySums> sums(CopyKey key) {
        return database.inTransaction(handle -> CopySumTable.find(handle, key));
    }

    @Override
    public int nextChunk(CopyKey key) {
        return database.inTransaction(handle -> RepairTable.nextChunk(handle, key));
    }

    @Override
    public void planRepairs(Lease lease, CopyKey key, List<PartitionRepair> repairs) {
        write(lease, handle -> RepairTable.insert(handle, key, repairs));
    }

    @Override
    public List<RepairRecord> openRepairs(CopyKey key) {
        return database.inTransaction(handle -> RepairTable.open(handle, key));
    }

    @Override
    public int asidesOwned(CopyKey key) {
        return database.inTransaction(handle -> OwnedTableRows.count(handle, key, OwnedTable.Purpose.ASIDE));
    }

    @Override
    public void makeRoom(
            Lease lease, CopyKey key, int chunk, long roomUpTo, List<MovedPart> replaced, Optional<OwnedTable> aside) {
        write(lease, handle -> {
            RepairTable.makeRoom(handle, key, chunk, roomUpTo, replaced);
            aside.ifPresent(it -> OwnedTableRows.dropped(handle, it.id()));
        });
    }

    @Override
    public void wantParallelism(Lease lease, int actionIndex, WantedParallelism wanted) {
        write(lease, handle -> WantedParallelismTable.replace(handle, actionIndex, wanted));
    }

    @Override
    public Optional<WantedParallelism> wantedParallelism(long run, int actionIndex) {
        return database.inTransaction(handle -> WantedParallelismTable.find(handle, run, actionIndex));
    }

    @Override
    public void forgetParallelism(Lease lease, long run, int actionIndex) {
        write(lease, handle -> WantedParallelismTable.delete(handle, run, actionIndex));
    }

    @Override
    public void forget(Lease lease, CopyKey key) {
        write(lease, handle -> CopyTable.delete(handle, key));
    }

    private interface Write {
        void with(Handle handle);
    }

    private void write(Lease lease, Write write) {
        database.write(
                handle -> {
                    LeaseTable.check(handle, lease);
                    write.with(handle);
                    return null;
                },
                (handle, transaction) -> null);
    }
}
