package dev.amig.journal;

import dev.amig.cluster.ChosenReplicas;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt to bring one migration to its end on one cluster, as the journal knows it.
 *
 * @param planChecksum absent until the plan is made
 * @param progress     0 to 100
 * @param actionIndex  the seed's current operation index
 * @param taskId       of the background job that drives it; absent on the command line
 */
public record Run(
        long id,
        String cluster,
        String migration,
        RunKind kind,
        String description,
        RunStatus status,
        Optional<String> error,
        int progress,
        OptionalInt actionIndex,
        Optional<String> currentQueryId,
        Optional<String> taskId,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> planChecksum,
        ChosenReplicas replicas) {
    /** The migration's name, and what of it: {@code 0002_x}, {@code 0002_x (FINALIZE)}. */
    public String title() {
        return kind == RunKind.FINALIZATION ? migration + " (FINALIZE)" : migration;
    }
}
