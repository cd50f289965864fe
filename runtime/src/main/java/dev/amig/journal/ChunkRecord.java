package dev.amig.journal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a chunk has come.
 *
 * @param attempt from 1; 0 before the first
 * @param staging the table of this attempt; absent before the first
 * @param moves   from {@link State#MOVING} on
 */
public record ChunkRecord(Chunk chunk, State state, int attempt, Optional<UUID> staging, List<PartitionMove> moves) {
    public ChunkRecord {
        moves = List.copyOf(moves);
    }

    public enum State {
        PLANNED,
        /** The staging table is being filled, or about to be. */
        STARTED,
        /** The staging table is whole; its partitions are being moved, or about to be. */
        MOVING,
        /** Its rows are in the destination. */
        DONE
    }
}
