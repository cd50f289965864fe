package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Cause;
import dev.amig.journal.Journal;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.RunResult.Ending;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run whose runner is gone, under the lease of somebody who wants it stopped. */
final class AbandonedRun {
    /** In which something may still run of it; in the others a runner had seen to that nothing does. */
    private static final Set<RunStatus> UNDER_WAY =
            EnumSet.of(RunStatus.STARTING, RunStatus.RUNNING, RunStatus.STOPPING);

    private final Journal journal;
    private final Heartbeat heartbeat;
    private final Connections connections;
    private final RunObserver observer;
    private final ProgressBoard board;

    AbandonedRun(
            Journal journal, Heartbeat heartbeat, Connections connections, RunObserver observer, ProgressBoard board) {
        this.journal = journal;
        this.heartbeat = heartbeat;
        this.connections = connections;
        this.observer = observer;
        this.board = board;
    }

    /** @param run as the journal has it now, under the lease */
    RunResult stop(Run run, List<Node> cluster, String why) throws InterruptedException {
        if (!UNDER_WAY.contains(run.status())) {
            return new RunResult(Optional.of(run), Ending.REFUSED, notUnderWay(run));
        }
        RunSession session = new RunSession(journal, heartbeat, run, observer, board);
        session.desk()
                .on(
                        Request.Kind.STOP,
                        request -> Optional.of(Answer.accepted(
                                why + "; its runner is gone, so what may still run is killed by whoever asked")));
        session.lookForRequests();
        if (run.status() != RunStatus.STOPPING) {
            session.advance(RunStatus.STOPPING, Cause.STOP, why);
        }
        OutcomeLookup lookup =
                new OutcomeLookup(connections, journal.id(), run, () -> StopProof.UNREACHABLE, Pace.REAL);
        List<String> doubts = new StopProof(session, connections, lookup, cluster).prove();
        String sentence = session.nodeStates().isEmpty() ? neverBegun(session, why) : paused(session, why, doubts);
        return new RunResult(journal.run(run.id()), Ending.NOT_ROLLED_BACK, run.title() + " " + sentence);
    }

    private static String neverBegun(RunSession session, String why) {
        session.advance(RunStatus.FAILED_AT_STARTUP, Cause.NEXT_RUNNER, why);
        return "was not started: " + why + "; nothing was changed";
    }

    private static String paused(RunSession session, String why, List<String> doubts) {
        String sentence = "stopped: " + why + "; nothing was rolled back: "
                + (doubts.isEmpty() ? "as asked" : String.join("; ", doubts));
        session.advance(RunStatus.PAUSED, Cause.NEXT_RUNNER, sentence);
        return "is paused: " + sentence;
    }

    /** Clear enough to be the whole answer of a command. */
    static String notUnderWay(Run run) {
        String how = "run %d of %s is %s"
                .formatted(run.id(), run.title(), run.status().title());
        return how
                + switch (run.status()) {
                    case PAUSED, WAITING_FOR_CONFIRMATION ->
                        ", so nothing of it runs; 'amig rollback' undoes it, 'amig resume' goes on with it";
                    case ERRORED, ROLLBACK_FAILED -> ", so nothing of it runs; 'amig resume' rolls it back";
                    case ROLLING_BACK ->
                        ", and its runner is gone; a rollback is not stopped half-way: 'amig resume' ends it";
                    case COMPLETED -> ", so nothing of it runs; 'amig rollback' undoes it";
                    default -> ", so nothing of it runs";
                };
    }
}
