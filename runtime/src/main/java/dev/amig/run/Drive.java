package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.gate.StartCheck;
import dev.amig.gate.StartChecks;
import dev.amig.gate.StartConditions;
import dev.amig.journal.Cause;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.JournalException;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.plan.Plan;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.RunResult.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One run under one lease, with all that is needed to bring it to an end, in either direction. */
final class Drive {
    private static final Duration LOOKUP_PATIENCE = Duration.ofMinutes(1);

    private final Journal journal;
    private final Connections connections;
    private final ProgressBoard board;
    private final StopSignal stop;
    private final Run run;
    private final Plan plan;
    private final Heartbeat heartbeat;
    private final RunSession session;
    private final ActiveQueries active;
    private final Asking asking;
    private final OutcomeLookup lookup;
    private final ServerWork serverWork;
    private final Pace pace;

    Drive(
            Journal journal,
            Heartbeat heartbeat,
            Connections connections,
            RunObserver observer,
            ProgressBoard board,
            StopSignal stop,
            Run run,
            Plan plan,
            Pace pace) {
        this.journal = journal;
        this.heartbeat = heartbeat;
        this.connections = connections;
        this.board = board;
        this.stop = stop;
        this.run = run;
        this.plan = plan;
        this.pace = pace;
        this.session = new RunSession(journal, heartbeat, run, observer, board);
        this.active = new ActiveQueries(connections);
        String comment = LogComment.ofQuestion(journal.id(), run.id());
        this.asking = new Asking(connections::to, run.id(), Map.of("log_comment", comment));
        this.serverWork = new ServerWork(session, asking, journal.id());
        this.lookup = new OutcomeLookup(
                connections,
                journal.id(),
                run,
                () -> stop.isRequested() ? StopProof.UNREACHABLE : LOOKUP_PATIENCE,
                pace);
    }

    /** Says first what it will do. */
    Drive announced() {
        String sentence = new Outlook(run, plan, session.nodeStates(), session.attempts()).sentence();
        session.note(Event.Kind.NOTE, null, null, null, sentence);
        return this;
    }

    /** From wherever the run stands, unless the plan is not the one that it began with. */
    RunResult forward(RunOptions options) throws InterruptedException {
        Optional<String> difference = difference(options);
        if (difference.isPresent()) {
            return new RunResult(Optional.of(run), Ending.NOT_ROLLED_BACK, difference.get());
        }
        board.migration(run.title(), plan.actions().size());
        session.recordPlan(plan);
        Stopping stopping = stopping();
        RunPhases phases = phases(stopping, options);
        if (session.status() == RunStatus.STARTING) {
            Optional<RunResult> refused = start(options);
            if (refused.isPresent()) {
                return finished(refused.get());
            }
        }
        HealthWatch health = new HealthWatch(plan.healthChecks(), asking, stop);
        ProgressWatch progress = new ProgressWatch(plan.progress(), asking, board);
        ActivityRecorder activity = session.showEverybody();
        try {
            Optional<RunResult> unrepaired = finishRepair();
            return finished(unrepaired.isPresent() ? unrepaired.get() : phases.goOn());
        } catch (JournalException e) {
            throw stopping.withoutJournal(e);
        } finally {
            activity.close();
            serverWork.close();
            health.close();
            progress.close();
            // No question of this run outlives it on a server.
            stopping.end();
        }
    }

    /** Because a person wants it. */
    RunResult backwards(RunOptions options) throws InterruptedException {
        Optional<String> difference = difference(options);
        if (difference.isPresent()) {
            return RunResult.refused(difference.get());
        }
        board.migration(run.title(), plan.actions().size());
        stop.rollingBack();
        Stopping stopping = stopping();
        ActivityRecorder activity = session.showEverybody();
        try {
            return finished(phases(stopping, options).rollBackAsAsked());
        } catch (JournalException e) {
            throw stopping.withoutJournal(e);
        } finally {
            activity.close();
            serverWork.close();
            stopping.end();
        }
    }

    /** One that was agreed to and whose runner has ended comes first: a partition may be there only in part. */
    private Optional<RunResult> finishRepair() throws InterruptedException {
        if (session.status() != RunStatus.PAUSED && session.status() != RunStatus.WAITING_FOR_CONFIRMATION) {
            return Optional.empty();
        }
        Courier courier = new Courier(journal.id(), connections, active, lookup);
        CopyNodes copies = new CopyNodes(session, courier, active, asking, stop);
        CopyRepairs repairs = CopyRepairs.of(journal, session, copies, plan.nodes());
        if (!repairs.isUnderWay()) {
            return Optional.empty();
        }
        repairs.tellGoingOn();
        return repairs.goOn()
                .failure()
                .map(it -> new RunResult(
                        Optional.empty(),
                        Ending.NOT_ROLLED_BACK,
                        "%s is %s, and its repair is not ended: %s"
                                .formatted(run.title(), run.status().title(), it)));
    }

    private Stopping stopping() {
        StopProof proof = new StopProof(session, connections, lookup, plan.nodes());
        return new Stopping(session, active, asking, proof, stop);
    }

    private RunPhases phases(Stopping stopping, RunOptions options) {
        Courier courier = new Courier(journal.id(), connections, active, lookup);
        ActionRunner actions =
                new ActionRunner(session, plan.actions(), courier, active, asking, stop, serverWork, pace);
        Confirmations confirmations = new Confirmations(session, options, stop);
        listen(stopping, confirmations);
        Settlement settlement = new Settlement(plan, session, courier);
        return new RunPhases(session, plan, settlement, actions, options, stop, stopping, confirmations);
    }

    /** What was asked for before this runner came is overtaken by whoever has started it; a yes stays a yes. */
    private void listen(Stopping stopping, Confirmations confirmations) {
        session.desk().on(Request.Kind.CONFIRM, confirmations::take);
        session.desk()
                .on(
                        Request.Kind.STOP,
                        request -> Optional.of(Answer.refused("run %d of %s was gone on with after %s asked to stop it"
                                .formatted(run.id(), run.title(), request.by()))));
        session.lookForRequests();
        session.desk().on(Request.Kind.STOP, stopping::take);
        heartbeat.listening(session::lookForRequests);
    }

    /** Why the run cannot be gone on with; a plan that is accepted takes the place of the one it began with. */
    private Optional<String> difference(RunOptions options) {
        if (run.planChecksum()
                .filter(checksum -> !checksum.equals(plan.checksum()))
                .isEmpty()) {
            return Optional.empty();
        }
        PlanDifference difference = session.difference(plan);
        if (!options.acceptsPlan() || !difference.isAcceptable()) {
            return Optional.of("run %d of %s is %s, and the plan differs from the one it began with:%s"
                    .formatted(run.id(), run.title(), run.status().title(), difference.sentence()));
        }
        String who = System.getProperty("user.name");
        session.note(Event.Kind.NOTE, null, null, null, who + " accepted a plan that differs:" + difference.told());
        session.recordPlan(plan);
        return Optional.empty();
    }

    private Optional<RunResult> start(RunOptions options) throws InterruptedException {
        StartConditions conditions =
                new StartConditions(run.id(), options.applicationVersion(), options.concurrentMigrations());
        StartCheck check = new StartChecks(plan, journal, asking, conditions).check();
        if (check instanceof StartCheck.NotRequired notRequired) {
            session.advance(RunStatus.NOT_REQUIRED, Cause.START_CHECK, notRequired.why());
            return Optional.of(new RunResult(
                    Optional.empty(), Ending.NOT_REQUIRED, run.title() + " is not required: " + notRequired.why()));
        }
        if (check instanceof StartCheck.Refused refused) {
            return Optional.of(notStarted(Cause.START_CHECK, refused.why()));
        }
        if (stop.isRequested()) {
            session.advance(RunStatus.STOPPING, Cause.STOP, stop.reason().orElseThrow());
            return Optional.of(notStarted(Cause.RUNNER, stop.reason().orElseThrow()));
        }
        session.advance(RunStatus.RUNNING, Cause.START_CHECK, "");
        return Optional.empty();
    }

    private RunResult notStarted(Cause cause, String why) {
        session.advance(RunStatus.FAILED_AT_STARTUP, cause, why);
        return RunResult.refused(run.title() + " was not started: " + why + "; nothing was changed");
    }

    private RunResult finished(RunResult result) {
        Optional<Run> ended = run.kind() == RunKind.MIGRATION
                ? journal.latestRun(run.cluster(), run.migration())
                : journal.latestFinalization(run.cluster(), run.migration());
        return new RunResult(ended, result.ending(), result.sentence());
    }
}
