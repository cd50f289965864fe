package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.QueryException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Queries that a runner has left behind which ended, or was frozen, in the middle of another migration. Nothing of this one begins
 * before they are proved gone; those of this migration itself are taken up by {@link Settlement}.
 */
final class LeftQueries {
    private static final Duration POLL = Duration.ofMillis(300);
    /** A restart takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In every other one the outcomes of all statements were written down. */
    private static final Set<RunStatus> BUSY =
            EnumSet.of(RunStatus.RUNNING, RunStatus.STOPPING, RunStatus.ERRORED, RunStatus.ROLLING_BACK);

    private final Journal journal;
    private final Connections connections;
    private final ProgressBoard board;
    private final StopSignal stop;
    private final Pace pace;

    LeftQueries(Journal journal, Connections connections, ProgressBoard board, StopSignal stop, Pace pace) {
        this.journal = journal;
        this.connections = connections;
        this.board = board;
        this.stop = stop;
        this.pace = pace;
    }

    /** @return why they are not proved gone */
    Optional<String> awaitEnd(String cluster, String migration, List<Node> nodes) throws InterruptedException {
        for (Run run : journal.latestRuns()) {
            boolean concerns = run.cluster().equals(cluster) && !run.migration().equals(migration);
            if (concerns && (BUSY.contains(run.status()) || isBeingRepaired(run))) {
                for (Node node : nodes) {
                    Optional<String> obstacle = awaitEnd(run, node);
                    if (obstacle.isPresent()) {
                        return obstacle;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isBeingRepaired(Run run) {
        return run.status() == RunStatus.PAUSED
                && journal.copies().copies(run.id()).stream()
                        .anyMatch(it -> !journal.copies().openRepairs(it.key()).isEmpty());
    }

    private Optional<String> awaitEnd(Run run, Node node) throws InterruptedException {
        long unansweredSince = 0;
        while (true) {
            String what;
            try {
                List<String> running = new RunQueries(connections, run.id(), journal.id()).on(node);
                if (running.isEmpty()) {
                    return Optional.empty();
                }
                unansweredSince = 0;
                what = "query %s of run %d (%s), whose runner has ended, still runs on %s"
                        .formatted(running.get(0), run.id(), run.title(), node);
            } catch (QueryException e) {
                what = "nobody knows whether queries of run %d (%s), whose runner has ended, still run on %s: %s"
                        .formatted(run.id(), run.title(), node, e.getMessage());
                unansweredSince = unansweredSince == 0 ? pace.nanoTime() : unansweredSince;
                if (pace.nanoTime() - unansweredSince > PATIENCE.toNanos()) {
                    return Optional.of(what);
                }
            }
            if (stop.isRequested()) {
                return Optional.of(what);
            }
            board.waiting(node, what);
            pace.sleep(POLL);
        }
    }
}
