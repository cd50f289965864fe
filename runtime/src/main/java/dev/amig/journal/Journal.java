package dev.amig.journal;

import dev.amig.progress.Progress;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth about what was done. Every method commits before it returns; every write carries a lease and fails with
 * {@link LeaseLostException} when another runner has taken the cluster. Any method may fail with {@link JournalException}.
 */
public interface Journal extends AutoCloseable {
    /** Tells this journal from every other one; goes into {@code log_comment} of every statement. */
    String id();

    /**
     * Takes the right to drive a cluster.
     *
     * @throws LeaseHeldException when a living runner has it
     */
    Lease acquire(String cluster, LeaseOwner owner);

    /** Says that the owner lives. */
    void renew(Lease lease);

    /** Who drives which cluster, or did so last. */
    List<LeaseState> leases();

    /** By the journal's own clock, which its times come from. */
    Instant now();

    /** Gives the lease back; harmless when it was lost. */
    void release(Lease lease);

    /** A run in status {@link RunStatus#STARTING}. */
    Run begin(Lease lease, NewRun run);

    /**
     * Records what the run is going to do, before its first statement; instead of what was recorded before.
     *
     * @param actions all of them
     */
    void recordPlan(Lease lease, long run, String planChecksum, List<PlannedWork> actions);

    /** What {@link #recordPlan} was told last; empty for a run of an amig that kept only a checksum. */
    List<PlannedWork> plannedWork(long run);

    /**
     * Moves a run on.
     *
     * @param why for a person; becomes the run's error where {@link RunStatus#carriesError()}
     * @throws IllegalStateException when {@link Transition#TABLE} has no such way, or not for this cause
     */
    Event advance(Lease lease, long run, RunStatus to, Cause by, String why);

    /**
     * Writes what a runner has to say at one moment: all of it or nothing. Whoever writes often puts into one entry what becomes
     * true together; what several threads write at the same time shares a transaction.
     *
     * @throws IllegalStateException an attempt was concluded before; only an {@link Outcome.Unknown} may be replaced
     */
    Written write(Lease lease, Entry entry);

    /** Where the run is now, for those who watch. */
    default void recordProgress(Lease lease, long run, int actionIndex, int percent) {
        write(lease, Entry.of(run).at(actionIndex, percent));
    }

    /** What the runner sees of its run at this moment, instead of what it saw before; also where its percentage is. */
    void recordActivity(Lease lease, long run, Progress progress);

    /** The last that {@link #recordActivity} was told. */
    Optional<Activity> activity(long run);

    default void nodeStarted(Lease lease, long run, int actionIndex, String action, String node, Direction direction) {
        write(lease, Entry.of(run).started(actionIndex, action, node, direction));
    }

    default void nodeEnded(
            Lease lease, long run, int actionIndex, String node, Direction direction, Optional<String> error) {
        write(lease, Entry.of(run).ended(actionIndex, node, direction, error));
    }

    /** Writes down that a statement is about to be sent; only then may it be. */
    default Attempt intend(Lease lease, QueryId queryId, String sql) {
        Entry entry = Entry.of(queryId.run()).intended(queryId, sql);
        return write(lease, entry).attempt().orElseThrow();
    }

    /** Writes down how an attempt ended, once. An {@link Outcome.Unknown} may later be replaced by what was found out. */
    default void conclude(Lease lease, Attempt attempt, Outcome outcome) {
        write(lease, Entry.of(attempt.queryId().run()).concluded(attempt, outcome));
    }

    default Event record(
            Lease lease, long run, Event.Kind kind, String action, String node, QueryId queryId, String text) {
        Entry entry = Entry.of(run).noted(kind, action, node, queryId, text);
        return write(lease, entry).events().get(0);
    }

    Optional<Run> run(long id);

    /** Where its migration was read from, as the path was given then; empty where nobody said it. */
    String fileOf(long run);

    /** Of the migration itself. */
    Optional<Run> latestRun(String cluster, String migration);

    /** Of its {@code FINALIZE}. */
    Optional<Run> latestFinalization(String cluster, String migration);

    /**
     * Writes down the rows of a {@code FOR EACH ROW}, once.
     *
     * @param node that was asked for them
     * @param rows a JSON array
     */
    void keepRows(Lease lease, long run, int actionIndex, String node, String rows);

    /** What {@link #keepRows} has kept. */
    Optional<String> keptRows(long run, int actionIndex, String node);

    /** The latest run of every migration on every cluster, and that of its {@code FINALIZE}, by cluster and migration. */
    List<Run> latestRuns();

    List<AttemptRecord> attempts(long run);

    /** Those without an outcome, and those of which nobody knows it. */
    List<AttemptRecord> unsettledAttempts(long run);

    List<NodeState> nodeStates(long run);

    /**
     * Says what somebody wants of a run. Needs no lease: whoever reaches the journal may ask.
     *
     * @param argument as {@link Request.Kind} says
     * @param because  why; may be empty
     * @throws JournalException also when there is no such run
     */
    Request post(long run, Request.Kind kind, String argument, String by, String because);

    /** What is wanted of a run and was not answered, in the order in which it was posted; each owner of the lease gets it once. */
    List<Request> takeRequests(Lease lease, long run);

    /** Answers what was taken, once, and tells it as an event of the run. */
    Event answer(Lease lease, Request request, Request.Answer answer);

    Optional<Request> request(long id);

    /** A run's events with a sequence above {@code after}, in order. */
    List<Event> events(long run, long after);

    /** What is known of copies. */
    CopyJournal copies();

    @Override
    void close();
}
