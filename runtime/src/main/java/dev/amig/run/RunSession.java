package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyBook;
import dev.amig.journal.Attempt;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Cause;
import dev.amig.journal.CopyKey;
import dev.amig.journal.Entry;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.NodeState;
import dev.amig.journal.Request;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.journal.WantedParallelism;
import dev.amig.journal.Written;
import dev.amig.plan.Plan;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One run under one lease: everything it writes goes through here, so nothing can be written for another one. */
final class RunSession {
    private final Journal journal;
    private final Lease lease;
    private final Heartbeat heartbeat;
    private final RunObserver observer;
    private final ProgressBoard board;
    private final Run run;
    private final RequestDesk desk = new RequestDesk();
    private volatile RunStatus status;

    RunSession(Journal journal, Heartbeat heartbeat, Run run, RunObserver observer, ProgressBoard board) {
        this.journal = journal;
        this.lease = heartbeat.lease();
        this.heartbeat = heartbeat;
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

    /** Lets other processes see what this one sees, until closed. */
    ActivityRecorder showEverybody() {
        return new ActivityRecorder(journal, lease, run.id(), board);
    }

    String journalId() {
        return journal.id();
    }

    /** Where whoever can do what people may ask for says so. */
    RequestDesk desk() {
        return desk;
    }

    /** Takes what was posted since the last look, and answers what is answered at once. */
    void lookForRequests() {
        for (Request request : journal.takeRequests(lease, run.id())) {
            desk.handle(request).ifPresent(answer -> answer(request, answer));
        }
    }

    void answer(Request request, Request.Answer answer) {
        observer.happened(journal.answer(lease, request, answer));
    }

    /**
     * Because a person wants it, while the run's own thread may be about to move it on.
     *
     * @return false when it was neither running nor waiting
     */
    synchronized boolean beginStopping(String why) {
        boolean stops = status == RunStatus.RUNNING || status == RunStatus.WAITING_FOR_CONFIRMATION;
        if (stops) {
            advance(RunStatus.STOPPING, Cause.STOP, why);
        }
        return stops;
    }

    /** @return false when a stop came first; the run is then still stopping */
    synchronized boolean advanceUnlessStopping(RunStatus to, Cause by, String why) {
        if (status == RunStatus.STOPPING) {
            return false;
        }
        advance(to, by, why);
        return true;
    }

    synchronized void advance(RunStatus to, Cause by, String why) {
        Event event = journal.advance(lease, run.id(), to, by, why);
        status = to;
        board.status(to.title());
        observer.happened(event);
    }

    void recordPlan(Plan plan) {
        journal.recordPlan(lease, run.id(), plan.checksum(), PlanRecord.of(plan));
    }

    /** Where the plan is not the one that the run began with. */
    PlanDifference difference(Plan plan) {
        List<QueryId> done = attempts().stream()
                .filter(it -> it.isApplied() || it.isInDoubt())
                .map(AttemptRecord::queryId)
                .toList();
        return PlanDifference.between(journal.plannedWork(run.id()), PlanRecord.of(plan), nodeStates(), done);
    }

    /** Nothing yet, of this run. */
    Entry entry() {
        return Entry.of(run.id());
    }

    /** @return the attempt that may now be sent, where the entry intended one */
    Optional<Attempt> write(Entry entry) {
        Written written = journal.write(lease, entry);
        written.events().forEach(observer::happened);
        if (written.attempt().isPresent()) {
            heartbeat.assureLease();
        }
        return written.attempt();
    }

    void note(Event.Kind kind, String action, Node node, QueryId queryId, String text) {
        write(entry().noted(kind, action, node == null ? null : node.id(), queryId, text));
    }

    /** Where the run is, by its board. */
    Entry at(Entry entry, int actionIndex) {
        return entry.at(actionIndex, board.snapshot().percent());
    }

    void nodeStarted(int actionIndex, String action, String node, Direction direction) {
        journal.nodeStarted(lease, run.id(), actionIndex, action, node, direction);
    }

    void nodeEnded(int actionIndex, String node, Direction direction, Optional<String> error) {
        journal.nodeEnded(lease, run.id(), actionIndex, node, direction, error);
    }

    void keepRows(int actionIndex, String node, String rows) {
        journal.keepRows(lease, run.id(), actionIndex, node, rows);
    }

    Optional<String> keptRows(int actionIndex, String node) {
        return journal.keptRows(run.id(), actionIndex, node);
    }

    /** The journal of one copy on one node. */
    CopyBook copyBook(int actionIndex, String node) {
        return new CopyBook(journal.copies(), lease, new CopyKey(run.id(), actionIndex, node));
    }

    /** From now on, for whichever runner goes on with the copy. */
    void wantParallelism(int actionIndex, WantedParallelism wanted) {
        journal.copies().wantParallelism(lease, actionIndex, wanted);
    }

    Optional<WantedParallelism> wantedParallelism(int actionIndex) {
        return journal.copies().wantedParallelism(run.id(), actionIndex);
    }

    /** What a person wanted of a copy that has ended, or was undone. */
    void forgetParallelism(int actionIndex) {
        if (wantedParallelism(actionIndex).isPresent()) {
            journal.copies().forgetParallelism(lease, run.id(), actionIndex);
        }
    }

    /** Whether an earlier command has brought some shards to their end. */
    boolean hasFinishedPart() {
        return journal.events(run.id(), 0).stream().anyMatch(it -> it.kind() == Event.Kind.PART_FINISHED);
    }

    /** Whether a person, who could see how it stood, has had the run gone on with since then. */
    boolean wasGoneOnWithAfter(Instant then) {
        return journal.events(run.id(), 0).stream()
                .filter(event -> event.status().equals(Optional.of(RunStatus.RUNNING)))
                .filter(event -> event.cause().equals(Optional.of(Cause.RUN)))
                .anyMatch(event -> event.at().isAfter(then));
    }

    List<NodeState> nodeStates() {
        return journal.nodeStates(run.id());
    }

    /** Those without an outcome, and those of which nobody knows it. */
    List<AttemptRecord> unsettledAttempts() {
        return new EarlierAttempts(attempts()).inDoubt();
    }

    List<AttemptRecord> attempts() {
        return journal.attempts(run.id());
    }
}
