package dev.amig.run;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.copy.CopyDamage;
import dev.amig.gate.Asking;
import dev.amig.gate.ReplicaChoice;
import dev.amig.journal.Event;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs one migration on one cluster: begins a run, or goes on with the one that was interrupted. The journal is written before
 * every call to a server, so a runner that is killed at any moment is followed by another one that knows what to look up.
 */
public final class Runner {
    private final Journal journal;
    private final Connections connections;
    private final RunObserver observer;
    private final ProgressBoard board;
    private final StopSignal stop;
    private final Pace pace;

    public Runner(
            Journal journal, Connections connections, RunObserver observer, ProgressBoard board, StopSignal stop) {
        this(journal, connections, observer, board, stop, Pace.REAL);
    }

    Runner(
            Journal journal,
            Connections connections,
            RunObserver observer,
            ProgressBoard board,
            StopSignal stop,
            Pace pace) {
        this.journal = journal;
        this.connections = connections;
        this.observer = observer;
        this.board = board;
        this.stop = stop;
        this.pace = pace;
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
        Optional<String> misfit = options.shards().misfit(request.cluster());
        if (misfit.isPresent()) {
            return RunResult.refused(misfit.get());
        }
        return under(migration, request, (lease, heartbeat) -> {
            Optional<Run> latest = latest(migration, request, RunKind.MIGRATION);
            if (latest.filter(run -> run.status() == RunStatus.COMPLETED).isPresent()) {
                return completedBefore(latest.get());
            }
            Run run = latest.filter(open -> open.status().isOpen())
                    .orElseGet(() -> beginOnHealthyReplicas(lease, migration, request));
            return drive(heartbeat, run, plan(migration, request, run, run)).forward(options);
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
        return under(migration, request, (lease, heartbeat) -> {
            Optional<Run> completed =
                    latest(migration, request, RunKind.MIGRATION).filter(run -> run.status() == RunStatus.COMPLETED);
            Optional<Run> latest = latest(migration, request, RunKind.FINALIZATION);
            if (completed.isEmpty()) {
                return RunResult.refused(migration.name() + " has not completed, so it cannot be finalized");
            } else if (migration.migration().finalization().isEmpty()) {
                return RunResult.refused(migration.name() + " has no FINALIZE; nothing to do");
            } else if (latest.filter(run -> isDone(run, completed.get())).isPresent()) {
                return completedBefore(latest.get());
            }
            Run of = completed.get();
            Run run = latest.filter(open -> open.status().isOpen())
                    .orElseGet(() -> begin(lease, migration, request, RunKind.FINALIZATION, of.replicas()));
            return drive(heartbeat, run, plan(migration, request, of, run).finalization())
                    .forward(options);
        });
    }

    /**
     * Goes on with a run that has not come to an end, of the migration or of its {@code FINALIZE}; begins none.
     *
     * @throws dev.amig.language.source.LanguageException and the others, as {@link #run}
     */
    public RunResult resume(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return under(migration, request, (lease, heartbeat) -> {
            Optional<Run> latest = latest(migration, request, RunKind.MIGRATION);
            Optional<Run> finalization = latest(migration, request, RunKind.FINALIZATION)
                    .filter(run -> run.status().isOpen());
            if (finalization.isPresent()) {
                Run run = finalization.get();
                Plan plan = plan(migration, request, latest.orElseThrow(), run).finalization();
                return drive(heartbeat, run, plan).announced().forward(options);
            }
            Optional<Run> open = latest.filter(run -> run.status().isOpen());
            if (open.isEmpty()) {
                return RunResult.refused(latest.map(run -> "run %d of %s is %s; there is nothing to go on with"
                                .formatted(run.id(), run.title(), run.status().title()))
                        .orElse(migration.name() + " has never run here; there is nothing to go on with"));
            }
            Run run = open.get();
            return drive(heartbeat, run, plan(migration, request, run, run))
                    .announced()
                    .forward(options);
        });
    }

    /**
     * Undoes a run that has completed, is paused or waits, or whose rollback has failed.
     *
     * @throws dev.amig.language.source.LanguageException and the others, as {@link #run}
     */
    public RunResult rollBack(ValidMigration migration, PlanRequest request, RunOptions options)
            throws InterruptedException {
        return under(migration, request, (lease, heartbeat) -> {
            Optional<Run> latest = latest(migration, request, RunKind.MIGRATION);
            Optional<String> reason = new RollbackCheck(journal, migration.name())
                    .whyNot(latest, latest(migration, request, RunKind.FINALIZATION));
            if (reason.isPresent()) {
                return RunResult.refused(reason.get());
            }
            Run run = latest.orElseThrow();
            return drive(heartbeat, run, plan(migration, request, run, run)).backwards(options);
        });
    }

    /**
     * Stops a run whose runner is gone: what still runs of it on the cluster is killed and proved gone, what nobody heard the end of
     * is looked up, and the run stays where it is.
     *
     * @param why what is told of the stop
     * @throws dev.amig.journal.LeaseHeldException when a runner lives, perhaps that of the run; nothing was done
     */
    public RunResult stopAbandoned(Run run, Cluster cluster, String why) throws InterruptedException {
        return under(
                cluster.name(),
                (lease, heartbeat) -> new AbandonedRun(journal, heartbeat, connections, observer, board)
                        .stop(journal.run(run.id()).orElseThrow(), cluster.nodes(), why));
    }

    /**
     * Copies partitions again that are not what was copied into them, of the latest run of a migration.
     *
     * @param agrees is shown what differs on each node, and says whether that is to be copied again
     * @throws dev.amig.journal.LeaseHeldException and the others, as {@link #run}
     */
    public RepairResult repair(String migration, Cluster cluster, Predicate<List<CopyDamage>> agrees)
            throws InterruptedException {
        return under(cluster.name(), (lease, heartbeat) -> {
            Run latest = journal.latestRun(cluster.name(), migration)
                    .orElseThrow(() -> new IllegalArgumentException(migration + " has never run here"));
            RunSession session = new RunSession(journal, heartbeat, latest, observer, board);
            return new RunRepair(
                            journal, session, CopyNodes.of(session, connections, journal, stop), heartbeat, cluster)
                    .repair(agrees);
        });
    }

    private interface UnderLease<T> {
        T with(Lease lease, Heartbeat heartbeat) throws InterruptedException;
    }

    private RunResult under(ValidMigration migration, PlanRequest request, UnderLease<RunResult> work)
            throws InterruptedException {
        RunnableKinds.check(migration.source(), Planner.plan(migration, request.withRun(RunContext.DRY)));
        Cluster cluster = request.cluster();
        return under(cluster.name(), (lease, heartbeat) -> {
            Optional<String> left = new LeftQueries(journal, connections, board, stop, pace)
                    .awaitEnd(cluster.name(), migration.name(), cluster.nodes());
            return left.isPresent()
                    ? RunResult.refused(migration.name() + " was not begun or gone on with: " + left.get())
                    : work.with(lease, heartbeat);
        });
    }

    private <T> T under(String cluster, UnderLease<T> work) throws InterruptedException {
        Lease lease = journal.acquire(cluster, LeaseOwner.thisProcess());
        Heartbeat heartbeat = new Heartbeat(journal, lease, stop);
        try {
            return work.with(lease, heartbeat);
        } finally {
            heartbeat.close();
        }
    }

    private Drive drive(Heartbeat heartbeat, Run run, Plan plan) {
        return new Drive(journal, heartbeat, connections, observer, board, stop, run, plan, pace);
    }

    /** @param seen the run whose number and start the templates see */
    private static Plan plan(ValidMigration migration, PlanRequest request, Run seen, Run run) {
        RunContext context = new RunContext(seen.id(), seen.startedAt());
        return Planner.plan(migration, request.withRun(context).withReplicas(run.replicas()));
    }

    private Optional<Run> latest(ValidMigration migration, PlanRequest request, RunKind kind) {
        String cluster = request.cluster().name();
        return kind == RunKind.MIGRATION
                ? journal.latestRun(cluster, migration.name())
                : journal.latestFinalization(cluster, migration.name());
    }

    /** The choice is made once, before the first action, and lives as long as the run. */
    private Run beginOnHealthyReplicas(Lease lease, ValidMigration migration, PlanRequest request) {
        Plan draft = Planner.plan(migration, request.withRun(RunContext.DRY));
        ReplicaChoice choice =
                new ReplicaChoice(request.cluster(), draft, new Asking(connections::to, RunContext.DRY.id(), Map.of()));
        ChosenReplicas replicas = choice.choose();
        Run run = begin(lease, migration, request, RunKind.MIGRATION, replicas);
        choice.told(replicas)
                .map(it -> journal.record(lease, run.id(), Event.Kind.NOTE, null, null, null, it))
                .ifPresent(observer::happened);
        return run;
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

    /** One of an earlier run, which was rolled back, does not count for the one after it. */
    private static boolean isDone(Run finalization, Run completed) {
        return finalization.status() == RunStatus.COMPLETED && finalization.id() > completed.id();
    }

    private static RunResult completedBefore(Run run) {
        return new RunResult(
                Optional.of(run),
                Ending.COMPLETED_BEFORE,
                run.title() + " was completed by run " + run.id() + " at "
                        + run.finishedAt().orElseThrow() + "; nothing to do");
    }
}
