package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.gate.StartCheck;
import dev.amig.gate.StartChecks;
import dev.amig.gate.StartConditions;
import dev.amig.journal.Cause;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.plan.Plan;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.RunResult.Ending;
import java.time.Duration;
import java.util.Optional;

/** One run under one lease, with all that is needed to bring it to an end, in either direction. */
final class Drive {
    private static final Duration LOOKUP_PATIENCE = Duration.ofMinutes(1);

    private final Journal journal;
    private final Lease lease;
    private final Connections connections;
    private final RunObserver observer;
    private final ProgressBoard board;
    private final StopSignal stop;
    private final Run run;
    private final Plan plan;
    private final Pace pace;

    Drive(
            Journal journal,
            Lease lease,
            Connections connections,
            RunObserver observer,
            ProgressBoard board,
            StopSignal stop,
            Run run,
            Plan plan,
            Pace pace) {
        this.journal = journal;
        this.lease = lease;
        this.connections = connections;
        this.observer = observer;
        this.board = board;
        this.stop = stop;
        this.run = run;
        this.plan = plan;
        this.pace = pace;
    }

    /** From wherever the run stands, unless the plan is not the one that it began with. */
    RunResult forward(RunOptions options) throws InterruptedException {
        Optional<String> difference = difference();
        if (difference.isPresent()) {
            return new RunResult(Optional.of(run), Ending.NOT_ROLLED_BACK, difference.get());
        }
        RunSession session = session();
        session.recordPlan(plan.checksum());
        ActiveQueries active = new ActiveQueries(connections);
        Asking asking = new Asking(connections::to, run.id());
        stop.onRequest(active::killAll);
        stop.onRequest(asking::cancelAll);
        RunPhases phases = phases(session, active, asking, options);
        if (session.status() == RunStatus.STARTING) {
            Optional<RunResult> refused = start(session, asking, options);
            if (refused.isPresent()) {
                return finished(refused.get());
            }
        }
        HealthWatch health = new HealthWatch(plan.healthChecks(), asking, stop);
        ProgressWatch progress = new ProgressWatch(plan.progress(), asking, board);
        ActivityRecorder activity = session.showEverybody();
        try {
            return finished(phases.goOn());
        } finally {
            activity.close();
            health.close();
            progress.close();
            // No question of this run outlives it on a server.
            asking.cancelAll();
        }
    }

    /** Because a person wants it. */
    RunResult backwards(RunOptions options) throws InterruptedException {
        Optional<String> difference = difference();
        if (difference.isPresent()) {
            return RunResult.refused(difference.get());
        }
        ActiveQueries active = new ActiveQueries(connections);
        Asking asking = new Asking(connections::to, run.id());
        RunSession session = session();
        ActivityRecorder activity = session.showEverybody();
        try {
            return finished(phases(session, active, asking, options).rollBackAsAsked());
        } finally {
            activity.close();
        }
    }

    private RunSession session() {
        board.migration(run.title(), plan.actions().size());
        return new RunSession(journal, lease, run, observer, board);
    }

    private RunPhases phases(RunSession session, ActiveQueries active, Asking asking, RunOptions options) {
        OutcomeLookup lookup = new OutcomeLookup(connections, journal.id(), LOOKUP_PATIENCE, pace);
        Courier courier = new Courier(journal.id(), connections, active, lookup);
        ActionRunner actions = new ActionRunner(session, plan.actions(), courier, active, asking, stop, pace);
        return new RunPhases(session, plan, actions, options, stop);
    }

    private Optional<String> difference() {
        if (run.planChecksum()
                .filter(checksum -> !checksum.equals(plan.checksum()))
                .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("run " + run.id() + " of " + run.title() + " is "
                + run.status().title()
                + ", and the plan differs from the one it began with: the file, a template, a parameter or the cluster has changed since "
                + run.startedAt() + "; put it back to go on or to roll back");
    }

    private Optional<RunResult> start(RunSession session, Asking asking, RunOptions options)
            throws InterruptedException {
        StartConditions conditions =
                new StartConditions(run.id(), options.applicationVersion(), options.concurrentMigrations());
        StartCheck check = new StartChecks(plan, journal, asking, conditions).check();
        if (check instanceof StartCheck.NotRequired notRequired) {
            session.advance(RunStatus.NOT_REQUIRED, Cause.START_CHECK, notRequired.why());
            return Optional.of(new RunResult(
                    Optional.empty(), Ending.NOT_REQUIRED, run.title() + " is not required: " + notRequired.why()));
        }
        if (check instanceof StartCheck.Refused refused) {
            return Optional.of(notStarted(session, Cause.START_CHECK, refused.why()));
        }
        if (stop.isRequested()) {
            session.advance(RunStatus.STOPPING, Cause.STOP, stop.reason().orElseThrow());
            return Optional.of(notStarted(session, Cause.RUNNER, stop.reason().orElseThrow()));
        }
        session.advance(RunStatus.RUNNING, Cause.START_CHECK, "");
        return Optional.empty();
    }

    private RunResult notStarted(RunSession session, Cause cause, String why) {
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
