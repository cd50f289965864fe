package dev.amig.journal;

import dev.amig.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The journal in PostgreSQL: every method is one transaction, the fence first; entries share one. */
public final class PostgresJournal implements Journal {
    private final JournalDatabase database;
    private final Duration leaseTimeToLive;
    private final CopyJournal copies;
    private final GroupCommit entries;
    private final String id;

    private PostgresJournal(JournalDatabase database, Duration leaseTimeToLive) {
        this.database = database;
        this.leaseTimeToLive = leaseTimeToLive;
        this.copies = new PostgresCopyJournal(database);
        this.entries = new GroupCommit(database);
        this.id = database.inTransaction(handle -> handle.createQuery("select id::text from amig.journal")
                .mapTo(String.class)
                .one());
    }

    /** How long a journal that is lost is waited for, unless amig.yaml says otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    /** With the default patience. */
    public static PostgresJournal open(String jdbcUrl, String user, String password) {
        return open(jdbcUrl, user, password, DEFAULT_PATIENCE);
    }

    /**
     * Connects and creates or updates the schema {@code amig}.
     *
     * @param patience how long every method waits for a database that was lost after that; then {@link JournalLostException}
     * @throws JournalException when the database cannot be reached or refuses
     */
    public static PostgresJournal open(String jdbcUrl, String user, String password, Duration patience) {
        return open(jdbcUrl, user, password, patience, Lease.TIME_TO_LIVE);
    }

    /**
     * As the others.
     *
     * @param leaseTimeToLive how long an owner of a lease that is acquired here may be silent; at least a second
     */
    public static PostgresJournal open(
            String jdbcUrl, String user, String password, Duration patience, Duration leaseTimeToLive) {
        JournalDatabase database = JournalDatabase.open(jdbcUrl, user, password, patience);
        try {
            return new PostgresJournal(database, leaseTimeToLive);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Lease acquire(String cluster, LeaseOwner owner) {
        return database.write(
                handle -> LeaseTable.acquire(handle, cluster, owner, leaseTimeToLive),
                (handle, transaction) -> LeaseTable.acquired(handle, cluster, owner, leaseTimeToLive));
    }

    @Override
    public void renew(Lease lease) {
        database.tryOnce(handle -> {
            LeaseTable.renew(handle, lease);
            return null;
        });
    }

    @Override
    public List<LeaseState> leases() {
        return database.inTransaction(LeaseTable::all);
    }

    @Override
    public Instant now() {
        return database.inTransaction(handle -> handle.createQuery("select now() as now")
                .map((row, context) -> RunTable.instant(row, "now").orElseThrow())
                .one());
    }

    @Override
    public void release(Lease lease) {
        database.inTransaction(handle -> {
            LeaseTable.release(handle, lease);
            return null;
        });
    }

    @Override
    public Run begin(Lease lease, NewRun run) {
        return fenced(lease, RunTable::of, handle -> {
            Run begun = RunTable.insert(handle, run);
            EventTable.insertStatus(handle, begun.id(), RunStatus.STARTING, Cause.RUN, "");
            return begun;
        });
    }

    @Override
    public void recordPlan(Lease lease, long run, String planChecksum, List<PlannedWork> actions) {
        write(lease, handle -> {
            RunTable.setPlan(handle, run, planChecksum);
            PlannedActionTable.replace(handle, run, actions);
        });
    }

    @Override
    public List<PlannedWork> plannedWork(long run) {
        return database.inTransaction(handle -> PlannedActionTable.of(handle, run));
    }

    @Override
    public Event advance(Lease lease, long run, RunStatus to, Cause by, String why) {
        return fenced(lease, PostgresJournal::oneEvent, handle -> {
            Transition.check(run, RunTable.lock(handle, run).status(), to, by);
            RunTable.setStatus(handle, run, to, why);
            return EventTable.insertStatus(handle, run, to, by, why);
        });
    }

    @Override
    public Written write(Lease lease, Entry entry) {
        return entry.isEmpty() ? new Written(Optional.empty(), List.of()) : entries.write(lease, entry);
    }

    @Override
    public void recordActivity(Lease lease, long run, Progress progress) {
        // Told again a moment later: not worth waiting for.
        database.tryOnce(handle -> {
            LeaseTable.check(handle, lease);
            ActivityTable.replace(handle, lease, run, progress);
            return RunTable.setPercent(handle, run, progress.percent());
        });
    }

    @Override
    public Optional<Activity> activity(long run) {
        return database.inTransaction(handle -> ActivityTable.find(handle, run));
    }

    @Override
    public Optional<Run> run(long id) {
        return database.inTransaction(handle -> RunTable.find(handle, id));
    }

    @Override
    public String fileOf(long run) {
        return database.inTransaction(handle -> RunTable.file(handle, run));
    }

    @Override
    public Optional<Run> latestRun(String cluster, String migration) {
        return latest(cluster, migration, RunKind.MIGRATION);
    }

    @Override
    public Optional<Run> latestFinalization(String cluster, String migration) {
        return latest(cluster, migration, RunKind.FINALIZATION);
    }

    private Optional<Run> latest(String cluster, String migration, RunKind kind) {
        return database.inTransaction(handle -> RunTable.latest(handle, cluster, migration, kind));
    }

    @Override
    public void keepRows(Lease lease, long run, int actionIndex, String node, String rows) {
        write(lease, handle -> RowSetTable.insert(handle, run, actionIndex, node, rows));
    }

    @Override
    public Optional<String> keptRows(long run, int actionIndex, String node) {
        return database.inTransaction(handle -> RowSetTable.find(handle, run, actionIndex, node));
    }

    @Override
    public List<Run> latestRuns() {
        return database.inTransaction(RunTable::latestOfEach);
    }

    @Override
    public List<AttemptRecord> attempts(long run) {
        return database.inTransaction(handle -> AttemptTable.of(handle, run));
    }

    @Override
    public List<AttemptRecord> unsettledAttempts(long run) {
        return database.inTransaction(handle -> AttemptTable.unsettled(handle, run));
    }

    @Override
    public List<NodeState> nodeStates(long run) {
        return database.inTransaction(handle -> NodeStateTable.of(handle, run));
    }

    @Override
    public Request post(long run, Request.Kind kind, String argument, String by, String because) {
        return database.write(
                handle -> RequestTable.insert(handle, run, kind, argument, by, because),
                (handle, transaction) -> RequestTable.of(handle, transaction).get(0));
    }

    @Override
    public List<Request> takeRequests(Lease lease, long run) {
        // Looked for every second, and there is hardly ever one: a read alone, then.
        boolean any = database.tryOnce(handle -> RequestTable.isAnyOpen(handle, run));
        return any ? fenced(lease, RequestTable::of, handle -> RequestTable.take(handle, lease, run)) : List.of();
    }

    @Override
    public Event answer(Lease lease, Request request, Request.Answer answer) {
        return fenced(lease, PostgresJournal::oneEvent, handle -> {
            if (!RequestTable.answer(handle, request, answer)) {
                throw new IllegalStateException("request " + request.id() + " was answered before");
            }
            return EventTable.insertNote(handle, request.run(), answer.sentence());
        });
    }

    @Override
    public Optional<Request> request(long id) {
        return database.inTransaction(handle -> RequestTable.find(handle, id));
    }

    @Override
    public List<Event> events(long run, long after) {
        return database.inTransaction(handle -> EventTable.after(handle, run, after));
    }

    @Override
    public CopyJournal copies() {
        return copies;
    }

    @Override
    public void close() {
        entries.close();
        database.close();
    }

    private static Event oneEvent(Handle handle, long transaction) {
        return EventTable.of(handle, transaction).get(0);
    }

    private <T> T fenced(Lease lease, JournalDatabase.Reread<T> again, JournalDatabase.Work<T> work) {
        return database.write(
                handle -> {
                    LeaseTable.check(handle, lease);
                    return work.with(handle);
                },
                again);
    }

    private void write(Lease lease, Write write) {
        fenced(lease, (handle, transaction) -> null, handle -> {
            write.with(handle);
            return null;
        });
    }

    private interface Write {
        void with(Handle handle);
    }
}
