package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Attempt;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Cause;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.NodeState;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;

/** One run under one lease: everything it writes goes through here, so nothing can be written for another one. */
final class RunSession {
    private final Journal journal;
    private final Lease lease;
    private final RunObserver observer;
    private final ProgressBoard board;
    private final Run run;
    private volatile RunStatus status;

    RunSession(Journal journal, Lease lease, Run run, RunObserver observer, ProgressBoard board) {
        this.journal = journal;
        this.lease = lease;
        this.run = run;
        this.status = run.status();
        this.observer = observer;
        this.board = board;
        board.status(status.title());
    }

    Run run() {
        return run;
    }

    RunStatus status() {
        return status;
    }

    ProgressBoard board() {
        return board;
    }

    String journalId() {
        return journal.id();
    }

    void advance(RunStatus to, Cause by, String why) {
        Event event = journal.advance(lease, run.id(), to, by, why);
        status = to;
        board.status(to.title());
        observer.happened(event);
    }

    void recordPlan(String checksum) {
        journal.recordPlan(lease, run.id(), checksum);
    }

    void note(Event.Kind kind, String action, Node node, QueryId queryId, String text) {
        String nodeId = node == null ? null : node.id();
        observer.happened(journal.record(lease, run.id(), kind, action, nodeId, queryId, text));
    }

    void recordProgress(int actionIndex) {
        journal.recordProgress(lease, run.id(), actionIndex, board.snapshot().percent());
    }

    void nodeStarted(int actionIndex, String action, String node, Direction direction) {
        journal.nodeStarted(lease, run.id(), actionIndex, action, node, direction);
    }

    void nodeEnded(int actionIndex, String node, Direction direction, Optional<String> error) {
        journal.nodeEnded(lease, run.id(), actionIndex, node, direction, error);
    }

    Attempt intend(QueryId queryId, String sql) {
        return journal.intend(lease, queryId, sql);
    }

    void conclude(Attempt attempt, Outcome outcome) {
        journal.conclude(lease, attempt, outcome);
    }

    void keepRows(int actionIndex, String node, String rows) {
        journal.keepRows(lease, run.id(), actionIndex, node, rows);
    }

    Optional<String> keptRows(int actionIndex, String node) {
        return journal.keptRows(run.id(), actionIndex, node);
    }

    List<NodeState> nodeStates() {
        return journal.nodeStates(run.id());
    }

    List<AttemptRecord> attempts() {
        return journal.attempts(run.id());
    }
}
