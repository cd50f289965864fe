package dev.amig.journal;

import dev.amig.journal.PartitionMove.MovedPart;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far the repair of a partition has come.
 *
 * @param roomUpTo the highest block number that its parts had when they were first looked at; absent before that
 * @param replaced parts that made room, or are about to, in the order in which they were found
 */
public record RepairRecord(PartitionRepair repair, ChunkRecord chunk, OptionalLong roomUpTo, List<MovedPart> replaced) {
    public RepairRecord {
        replaced = List.copyOf(replaced);
    }
}
