package dev.amig.journal;

import dev.amig.journal.PartitionMove.MovedPart;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the journal knows of copies, chunk by chunk. As in {@link Journal}, every method commits before it returns, every write
 * carries a lease, and what is about to be done stands here before it is.
 */
public interface CopyJournal {
    /** A table is about to be created. */
    void own(Lease lease, OwnedTable table);

    /** It is gone, or was never created. */
    void disown(Lease lease, OwnedTable table);

    /** Tables of a run that may still stand. */
    List<OwnedTable> owned(long run);

    /** Snapshots that a copy has ever owned, those that are gone included. */
    int snapshotsOwned(CopyKey key);

    /** The copy's source is fixed and it is cut: in one transaction. */
    void begin(Lease lease, CopyKey key, CopyRecord.CopyDefinition definition, List<Chunk> chunks);

    Optional<CopyRecord> copy(CopyKey key);

    /** Chunks that are not {@link ChunkRecord.State#DONE}, by number. */
    List<ChunkRecord> openChunks(CopyKey key);

    CopyTotals totals(CopyKey key);

    /** A new attempt at a chunk begins, with a staging table of its own, which is owned by this. */
    void startChunk(Lease lease, CopyKey key, int chunk, int attempt, OwnedTable staging);

    /**
     * Its staging table is whole and about to be moved, or to be moved again.
     *
     * @param attempt counts on from that of {@link #startChunk}, so that no two statements have one query id
     */
    void moveChunk(Lease lease, CopyKey key, int chunk, int attempt, long copiedRows, List<PartitionMove> moves);

    /** Its rows have arrived. Its staging table is still owned. */
    void finishChunk(Lease lease, CopyKey key, int chunk);

    /**
     * A person tells of one partition of a chunk that is being moved whether it has arrived.
     *
     * @param move its {@link PartitionMove#number}
     */
    void answerMove(Lease lease, CopyKey key, int chunk, int move, boolean arrived);

    /** All chunks are done. */
    void finish(Lease lease, CopyKey key);

    /** Of all actions and nodes of a run, by both. */
    List<CopyRecord> copies(long run);

    /**
     * What the two sides came to; replaces what they came to before.
     *
     * @param destinationId see {@link CopySums}
     * @param isSame        whether the comparison found no difference
     */
    void recordSums(
            Lease lease,
            CopyKey key,
            List<PartitionSum> source,
            List<PartitionSum> destination,
            boolean withChecksum,
            Optional<UUID> destinationId,
            boolean isSame);

    /** The last of them; empty when they were never compared, or no row is on either side. */
    Optional<CopySums> sums(CopyKey key);

    /** Above those of all chunks there are. */
    int nextChunk(CopyKey key);

    /** Partitions of the destination are about to be copied again, each as a chunk; they count neither as open chunks nor in totals. */
    void planRepairs(Lease lease, CopyKey key, List<PartitionRepair> repairs);

    /** Those whose rows have not arrived, by number. */
    List<RepairRecord> openRepairs(CopyKey key);

    /** Tables that rows were ever put aside into, those that are a person's by now included. */
    int asidesOwned(CopyKey key);

    /**
     * The parts that stand where a repaired partition shall be are about to be dropped.
     *
     * @param roomUpTo the highest block number of those that were found first
     * @param replaced all that were ever found, in that order
     * @param aside    what only they held, whole: a person's from now on
     */
    void makeRoom(
            Lease lease, CopyKey key, int chunk, long roomUpTo, List<MovedPart> replaced, Optional<OwnedTable> aside);

    /** From now on, instead of what was wanted before; whichever runner goes on with the copy. */
    void wantParallelism(Lease lease, int actionIndex, WantedParallelism wanted);

    /** Empty: nobody wants it to be another one than its file says. */
    Optional<WantedParallelism> wantedParallelism(long run, int actionIndex);

    /** The copy has come to its end on all nodes, or was undone. */
    void forgetParallelism(Lease lease, long run, int actionIndex);

    /** The copy has been undone: a later one begins anew. */
    void forget(Lease lease, CopyKey key);
}
