package dev.amig.run;

import dev.amig.gate.StartCheck;
import dev.amig.gate.StartChecks;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.NewRun;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.plan.Plan;
import dev.amig.plan.PlanRequest;
import dev.amig.plan.Planner;
import dev.amig.plan.RunContext;
import dev.amig.progress.ProgressBoard;
import dev.amig.run.RunResult.Ending;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs one migration on one cluster: begins a run, or goes on with the one that was interrupted. The journal is written before
 * every call to a server, so a runner that is killed at any moment is followed by another one that knows what to look up.
 */
public final class Runner {
    private static final Duration LOOKUP_PATIENCE = Duration.ofMinutes(1);

    private final Journal journal;
    private final Connections connections;
    private final RunObserver observer;
    private final ProgressBoard board;
    private final StopSignal stop;

    public Runner(
            Journal journal, Connections connections, RunObserver observer, ProgressBoard board, StopSignal stop) {
        this.journal = journal;
        this.connections = connections;
        this.observer = observer;
        this.board = board;
        this.stop = stop;
    }

    /**
     * @param request its run context and replicas are the runner's to fill in
     * @throws dev.amig.language.source.LanguageException when the migration does not fit the cluster; nothing was begun
     * @throws dev.amig.journal.LeaseHeldException when another runner drives the cluster; nothing was begun
     * @throws dev.amig.journal.JournalException when the journal is lost; what was running has been killed as far as the nodes answer
     */
    public RunResult run(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        Plan draft = Planner.plan(migration, request.withRun(RunContext.DRY));
        RunnableKinds.check(migration.source(), migration.migration(), draft);
        board.migration(draft.migration(), draft.actions().size());
        Lease lease = journal.acquire(draft.cluster(), LeaseOwner.thisProcess());
        Heartbeat heartbeat = new Heartbeat(journal, lease, stop);
        try {
            return underLease(lease, migration, draft, request, options);
        } finally {
            heartbeat.close();
        }
    }

    private RunResult underLease(
            Lease lease, ValidMigration migration, Plan draft, PlanRequest request, RunOptions options)
            throws InterruptedException {
        Optional<Run> latest = journal.latestRun(draft.cluster(), draft.migration());
        if (latest.filter(run -> run.status() == RunStatus.COMPLETED).isPresent()) {
            return completedBefore(latest.get());
        }
        Run run = latest.filter(open -> open.status().isOpen()).orElseGet(() -> begin(lease, draft, request));
        RunContext context = new RunContext(run.id(), run.startedAt());
        Plan plan = Planner.plan(migration, request.withRun(context).withReplicas(run.replicas()));
        Optional<String> difference = difference(run, plan);
        if (difference.isPresent()) {
            return new RunResult(Optional.of(run), Ending.NOT_ROLLED_BACK, difference.get());
        }
        RunSession session = new RunSession(journal, lease, run, observer, board);
        session.recordPlan(plan.checksum());
        return drive(session, plan, options);
    }

    private Run begin(Lease lease, Plan draft, PlanRequest request) {
        return journal.begin(
                lease,
                new NewRun(
                        draft.cluster(),
                        draft.migration(),
                        draft.description(),
                        draft.file(),
                        request.parameters(),
                        request.replicas()));
    }

    private static RunResult completedBefore(Run run) {
        return new RunResult(
                Optional.of(run),
                Ending.COMPLETED_BEFORE,
                run.migration() + " was completed by run " + run.id() + " at "
                        + run.finishedAt().orElseThrow() + "; nothing to do");
    }

    private static Optional<String> difference(Run run, Plan plan) {
        if (run.planChecksum()
                .filter(checksum -> !checksum.equals(plan.checksum()))
                .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("run " + run.id() + " of " + run.migration() + " is "
                + run.status().title()
                + ", and the plan differs from the one it began with: the file, a template, a parameter or the cluster has changed since "
                + run.startedAt() + "; put it back to go on or to roll back");
    }

    private RunResult drive(RunSession session, Plan plan, RunOptions options) throws InterruptedException {
        ActiveQueries active = new ActiveQueries(connections);
        stop.onRequest(active::killAll);
        OutcomeLookup lookup = new OutcomeLookup(connections, journal.id(), LOOKUP_PATIENCE);
        StatementRunner statements = new StatementRunner(session, connections, active, lookup, stop);
        ActionRunner actions = new ActionRunner(session, statements, active, stop);
        RunPhases phases = new RunPhases(session, plan, actions, options, stop);
        if (session.status() == RunStatus.STARTING) {
            Optional<RunResult> refused = start(session, plan, options);
            if (refused.isPresent()) {
                return finished(session, refused.get());
            }
        }
        return finished(session, phases.goOn());
    }

    private Optional<RunResult> start(RunSession session, Plan plan, RunOptions options) {
        StartCheck check = new StartChecks(plan, journal, connections::to, options.applicationVersion()).check();
        if (check instanceof StartCheck.NotRequired notRequired) {
            session.advance(RunStatus.NOT_REQUIRED, notRequired.why());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.NOT_REQUIRED,
                    plan.migration() + " is not required: " + notRequired.why()));
        }
        if (check instanceof StartCheck.Refused refused) {
            session.advance(RunStatus.FAILED_AT_STARTUP, refused.why());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.REFUSED,
                    plan.migration() + " was not started: " + refused.why() + "; nothing was changed"));
        }
        if (stop.isRequested()) {
            session.advance(RunStatus.STOPPING, stop.reason().orElseThrow());
            session.advance(RunStatus.FAILED_AT_STARTUP, stop.reason().orElseThrow());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.REFUSED,
                    plan.migration() + " was not started: " + stop.reason().orElseThrow() + "; nothing was changed"));
        }
        session.advance(RunStatus.RUNNING, "");
        return Optional.empty();
    }

    private RunResult finished(RunSession session, RunResult result) {
        Optional<Run> run =
                journal.latestRun(session.run().cluster(), session.run().migration());
        return new RunResult(run, result.ending(), result.sentence());
    }
}
