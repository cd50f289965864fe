package dev.amig.run;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.gate.Asking;
import dev.amig.gate.StartCheck;
import dev.amig.gate.StartChecks;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Cause;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.NewRun;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
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
     * Everything but {@code FINALIZE}.
     *
     * @param request its run context and replicas are the runner's to fill in
     * @throws dev.amig.language.source.LanguageException when the migration does not fit the cluster; nothing was begun
     * @throws dev.amig.journal.LeaseHeldException when another runner drives the cluster; nothing was begun
     * @throws dev.amig.journal.JournalException when the journal is lost; what was running has been killed as far as the nodes answer
     */
    public RunResult run(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return under(migration, request, lease -> {
            Optional<Run> latest = latest(migration, request, RunKind.MIGRATION);
            if (latest.filter(run -> run.status() == RunStatus.COMPLETED).isPresent()) {
                return completedBefore(latest.get());
            }
            Run run = latest.filter(open -> open.status().isOpen())
                    .orElseGet(() -> begin(lease, migration, request, RunKind.MIGRATION, request.replicas()));
            RunContext context = new RunContext(run.id(), run.startedAt());
            Plan plan = Planner.plan(migration, request.withRun(context).withReplicas(run.replicas()));
            return goOn(lease, run, plan, options);
        });
    }

    /**
     * The actions of {@code FINALIZE}, after the migration has completed. They see the run that did so as {@code run}, so that
     * names which hold its number are the same.
     *
     * @throws dev.amig.language.source.LanguageException and the others, as {@link #run}
     */
    public RunResult finish(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return under(migration, request, lease -> {
            Optional<Run> completed =
                    latest(migration, request, RunKind.MIGRATION).filter(run -> run.status() == RunStatus.COMPLETED);
            Optional<Run> latest = latest(migration, request, RunKind.FINALIZATION);
            if (completed.isEmpty()) {
                return refused(migration.name() + " has not completed, so it cannot be finalized");
            } else if (migration.migration().finalization().isEmpty()) {
                return refused(migration.name() + " has no FINALIZE; nothing to do");
            } else if (latest.filter(run -> isDone(run, completed.get())).isPresent()) {
                return completedBefore(latest.get());
            }
            Run run = latest.filter(open -> open.status().isOpen())
                    .orElseGet(() -> begin(
                            lease,
                            migration,
                            request,
                            RunKind.FINALIZATION,
                            completed.get().replicas()));
            RunContext context =
                    new RunContext(completed.get().id(), completed.get().startedAt());
            Plan plan = Planner.plan(migration, request.withRun(context).withReplicas(run.replicas()));
            return goOn(lease, run, plan.finalization(), options);
        });
    }

    /**
     * Undoes a run that has completed, is paused or waits, or whose rollback has failed.
     *
     * @throws dev.amig.language.source.LanguageException and the others, as {@link #run}
     */
    public RunResult rollBack(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return under(migration, request, lease -> {
            Optional<Run> latest = latest(migration, request, RunKind.MIGRATION);
            Optional<String> reason =
                    whyNotRolledBack(migration, latest, latest(migration, request, RunKind.FINALIZATION));
            if (reason.isPresent()) {
                return refused(reason.get());
            }
            Run run = latest.orElseThrow();
            RunContext context = new RunContext(run.id(), run.startedAt());
            Plan plan = Planner.plan(migration, request.withRun(context).withReplicas(run.replicas()));
            return backwards(lease, run, plan, options);
        });
    }

    private Optional<String> whyNotRolledBack(
            ValidMigration migration, Optional<Run> latest, Optional<Run> finalization) {
        if (latest.isEmpty()) {
            return Optional.of(migration.name() + " has never run here; there is nothing to roll back");
        }
        Run run = latest.get();
        if (!run.status().allowedNext().contains(RunStatus.ROLLING_BACK)) {
            return Optional.of("run %d of %s is %s and cannot be rolled back from there%s"
                    .formatted(
                            run.id(),
                            run.title(),
                            run.status().title(),
                            run.status().isOpen() ? "; 'amig run' goes on with it" : ""));
        }
        if (finalization.filter(it -> it.id() > run.id()).isPresent()) {
            return Optional.of(migration.name() + " has been finalized; what that took away cannot be rolled back to");
        }
        return journal.attempts(run.id()).stream()
                .filter(AttemptRecord::isInDoubt)
                .findFirst()
                .map(it ->
                        "nobody knows how %s ended; say it first: amig resolve %s --applied|--not-applied --because '…'"
                                .formatted(it.queryId(), it.queryId()));
    }

    private RunResult backwards(Lease lease, Run run, Plan plan, RunOptions options) throws InterruptedException {
        Optional<String> difference = difference(run, plan);
        if (difference.isPresent()) {
            return refused(difference.get());
        }
        board.migration(run.title(), plan.actions().size());
        RunSession session = new RunSession(journal, lease, run, observer, board);
        ActiveQueries active = new ActiveQueries(connections);
        Asking asking = new Asking(connections::to, run.id());
        OutcomeLookup lookup = new OutcomeLookup(connections, journal.id(), LOOKUP_PATIENCE);
        StatementRunner statements = new StatementRunner(session, connections, active, lookup, stop);
        ActionRunner actions = new ActionRunner(session, statements, active, asking, stop);
        RunPhases phases = new RunPhases(session, plan, actions, options, stop);
        return finished(session, phases.rollBackAsAsked());
    }

    /** One of an earlier run, which was rolled back, does not count for the one after it. */
    private static boolean isDone(Run finalization, Run completed) {
        return finalization.status() == RunStatus.COMPLETED && finalization.id() > completed.id();
    }

    private static RunResult refused(String sentence) {
        return new RunResult(Optional.empty(), Ending.REFUSED, sentence);
    }

    private interface UnderLease {
        RunResult with(Lease lease) throws InterruptedException;
    }

    private RunResult under(ValidMigration migration, PlanRequest request, UnderLease work)
            throws InterruptedException {
        RunnableKinds.check(migration.source(), Planner.plan(migration, request.withRun(RunContext.DRY)));
        Lease lease = journal.acquire(request.cluster().name(), LeaseOwner.thisProcess());
        Heartbeat heartbeat = new Heartbeat(journal, lease, stop);
        try {
            return work.with(lease);
        } finally {
            heartbeat.close();
        }
    }

    private Optional<Run> latest(ValidMigration migration, PlanRequest request, RunKind kind) {
        String cluster = request.cluster().name();
        return kind == RunKind.MIGRATION
                ? journal.latestRun(cluster, migration.name())
                : journal.latestFinalization(cluster, migration.name());
    }

    private Run begin(
            Lease lease, ValidMigration migration, PlanRequest request, RunKind kind, ChosenReplicas replicas) {
        Plan draft = Planner.plan(migration, request.withRun(RunContext.DRY));
        return journal.begin(
                lease,
                new NewRun(
                        draft.cluster(),
                        draft.migration(),
                        kind,
                        kind == RunKind.MIGRATION ? draft.description() : draft.finalText(),
                        draft.file(),
                        request.parameters(),
                        replicas));
    }

    private RunResult goOn(Lease lease, Run run, Plan plan, RunOptions options) throws InterruptedException {
        Optional<String> difference = difference(run, plan);
        if (difference.isPresent()) {
            return new RunResult(Optional.of(run), Ending.NOT_ROLLED_BACK, difference.get());
        }
        board.migration(run.title(), plan.actions().size());
        RunSession session = new RunSession(journal, lease, run, observer, board);
        session.recordPlan(plan.checksum());
        return drive(session, plan, options);
    }

    private static RunResult completedBefore(Run run) {
        return new RunResult(
                Optional.of(run),
                Ending.COMPLETED_BEFORE,
                run.title() + " was completed by run " + run.id() + " at "
                        + run.finishedAt().orElseThrow() + "; nothing to do");
    }

    private static Optional<String> difference(Run run, Plan plan) {
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

    private RunResult drive(RunSession session, Plan plan, RunOptions options) throws InterruptedException {
        ActiveQueries active = new ActiveQueries(connections);
        Asking asking = new Asking(connections::to, session.run().id());
        stop.onRequest(active::killAll);
        stop.onRequest(asking::cancelAll);
        OutcomeLookup lookup = new OutcomeLookup(connections, journal.id(), LOOKUP_PATIENCE);
        StatementRunner statements = new StatementRunner(session, connections, active, lookup, stop);
        ActionRunner actions = new ActionRunner(session, statements, active, asking, stop);
        RunPhases phases = new RunPhases(session, plan, actions, options, stop);
        if (session.status() == RunStatus.STARTING) {
            Optional<RunResult> refused = start(session, plan, asking, options);
            if (refused.isPresent()) {
                return finished(session, refused.get());
            }
        }
        HealthWatch health = new HealthWatch(plan.healthChecks(), asking, stop);
        ProgressWatch progress = new ProgressWatch(plan.progress(), asking, board);
        try {
            return finished(session, phases.goOn());
        } finally {
            health.close();
            progress.close();
            // No question of this run outlives it on a server.
            asking.cancelAll();
        }
    }

    private Optional<RunResult> start(RunSession session, Plan plan, Asking asking, RunOptions options) {
        StartCheck check = new StartChecks(plan, journal, asking, options.applicationVersion()).check();
        if (check instanceof StartCheck.NotRequired notRequired) {
            session.advance(RunStatus.NOT_REQUIRED, Cause.START_CHECK, notRequired.why());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.NOT_REQUIRED,
                    session.run().title() + " is not required: " + notRequired.why()));
        }
        if (check instanceof StartCheck.Refused refused) {
            session.advance(RunStatus.FAILED_AT_STARTUP, Cause.START_CHECK, refused.why());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.REFUSED,
                    session.run().title() + " was not started: " + refused.why() + "; nothing was changed"));
        }
        if (stop.isRequested()) {
            session.advance(RunStatus.STOPPING, Cause.STOP, stop.reason().orElseThrow());
            session.advance(
                    RunStatus.FAILED_AT_STARTUP, Cause.RUNNER, stop.reason().orElseThrow());
            return Optional.of(new RunResult(
                    Optional.empty(),
                    Ending.REFUSED,
                    session.run().title() + " was not started: " + stop.reason().orElseThrow()
                            + "; nothing was changed"));
        }
        session.advance(RunStatus.RUNNING, Cause.START_CHECK, "");
        return Optional.empty();
    }

    private RunResult finished(RunSession session, RunResult result) {
        Run begun = session.run();
        Optional<Run> run = begun.kind() == RunKind.MIGRATION
                ? journal.latestRun(begun.cluster(), begun.migration())
                : journal.latestFinalization(begun.cluster(), begun.migration());
        return new RunResult(run, result.ending(), result.sentence());
    }
}
