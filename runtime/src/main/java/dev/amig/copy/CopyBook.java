package dev.amig.copy;

import dev.amig.journal.Chunk;
import dev.amig.journal.ChunkRecord;
import dev.amig.journal.CopyJournal;
import dev.amig.journal.CopyKey;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyRecord.CopyDefinition;
import dev.amig.journal.CopySums;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Lease;
import dev.amig.journal.OwnedTable;
import dev.amig.journal.PartitionMove;
import dev.amig.journal.PartitionMove.MovedPart;
import dev.amig.journal.PartitionRepair;
import dev.amig.journal.PartitionSum;
import dev.amig.journal.RepairRecord;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The journal of one copy on one node, under one lease. */
public record CopyBook(CopyJournal journal, Lease lease, CopyKey key) {
    public Optional<CopyRecord> copy() {
        return journal.copy(key);
    }

    /** By which a statement of the copy is sent. */
    QueryId queryId(String action, int statement, int attempt) {
        return new QueryId(key.run(), action, key.node(), Direction.FORWARD, statement, attempt);
    }

    void begin(CopyDefinition definition, List<Chunk> chunks) {
        journal.begin(lease, key, definition, chunks);
    }

    List<ChunkRecord> openChunks() {
        return journal.openChunks(key);
    }

    CopyTotals totals() {
        return journal.totals(key);
    }

    /** Those of this copy that may still stand. */
    List<OwnedTable> owned() {
        return journal.owned(key.run()).stream()
                .filter(it -> it.copy().equals(key))
                .toList();
    }

    Optional<OwnedTable> owned(UUID id) {
        return owned().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    void own(OwnedTable table) {
        journal.own(lease, table);
    }

    void disown(OwnedTable table) {
        journal.disown(lease, table);
    }

    /** How many snapshots were ever begun for this copy. */
    int snapshotsOwned() {
        return journal.snapshotsOwned(key);
    }

    void startChunk(int chunk, int attempt, OwnedTable staging) {
        journal.startChunk(lease, key, chunk, attempt, staging);
    }

    void moveChunk(int chunk, int attempt, long copiedRows, List<PartitionMove> moves) {
        journal.moveChunk(lease, key, chunk, attempt, copiedRows, moves);
    }

    void finishChunk(int chunk) {
        journal.finishChunk(lease, key, chunk);
    }

    void finish() {
        journal.finish(lease, key);
    }

    /**
     * What a comparison has found.
     *
     * @param withChecksum  or only rows were counted
     * @param destinationId by which the destination is known when it has changed its name
     */
    public void recordSums(CopyComparison.Result result, boolean withChecksum, Optional<UUID> destinationId) {
        journal.recordSums(
                lease,
                key,
                result.source(),
                result.destination(),
                withChecksum,
                destinationId,
                result.differences().isEmpty());
    }

    /** What the last comparison has found. */
    public Optional<CopySums> sums() {
        return journal.sums(key);
    }

    int nextChunk() {
        return journal.nextChunk(key);
    }

    void planRepairs(List<PartitionRepair> repairs) {
        journal.planRepairs(lease, key, repairs);
    }

    List<RepairRecord> openRepairs() {
        return journal.openRepairs(key);
    }

    /** Tables that rows were ever put aside into. */
    int asidesOwned() {
        return journal.asidesOwned(key);
    }

    void makeRoom(int chunk, long roomUpTo, List<MovedPart> replaced, Optional<OwnedTable> aside) {
        journal.makeRoom(lease, key, chunk, roomUpTo, replaced, aside);
    }

    /** What the two sides come to once more. */
    void recordSums(List<PartitionSum> source, List<PartitionSum> destination, Optional<UUID> destinationId) {
        boolean isSame = PartitionSum.pairs(source, destination).stream()
                .allMatch(it -> it.first().equals(it.second()));
        journal.recordSums(lease, key, source, destination, true, destinationId, isSame);
    }

    void forget() {
        journal.forget(lease, key);
    }
}
