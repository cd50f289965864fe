package dev.amig.journal;

import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The journal in PostgreSQL: one transaction for each method, the fence first. */
public final class PostgresJournal implements Journal {
    private final JournalDatabase database;
    private final CopyJournal copies;
    private final String id;

    private PostgresJournal(JournalDatabase database) {
        this.database = database;
        this.copies = new PostgresCopyJournal(database);
        this.id = database.inTransaction(handle -> handle.createQuery("select id::text from amig.journal")
                .mapTo(String.class)
                .one());
    }

    /**
     * Connects and creates or updates the schema {@code amig}.
     *
     * @throws JournalException when the database cannot be reached or refuses
     */
    public static PostgresJournal open(String jdbcUrl, String user, String password) {
        JournalDatabase database = JournalDatabase.open(jdbcUrl, user, password);
        try {
            return new PostgresJournal(database);
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
        return database.inTransaction(handle -> LeaseTable.acquire(handle, cluster, owner));
    }

    @Override
    public void renew(Lease lease) {
        database.inTransaction(handle -> {
            LeaseTable.renew(handle, lease);
            return null;
        });
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
        return fenced(lease, handle -> {
            Run begun = RunTable.insert(handle, run);
            EventTable.insertStatus(handle, begun.id(), RunStatus.STARTING, Cause.RUN, "");
            return begun;
        });
    }

    @Override
    public void recordPlan(Lease lease, long run, String planChecksum) {
        write(lease, handle -> RunTable.setPlan(handle, run, planChecksum));
    }

    @Override
    public Event advance(Lease lease, long run, RunStatus to, Cause by, String why) {
        return fenced(lease, handle -> {
            Transition.check(run, RunTable.lock(handle, run).status(), to, by);
            RunTable.setStatus(handle, run, to, why);
            return EventTable.insertStatus(handle, run, to, by, why);
        });
    }

    @Override
    public void recordProgress(Lease lease, long run, int actionIndex, int percent) {
        write(lease, handle -> RunTable.setProgress(handle, run, actionIndex, percent));
    }

    @Override
    public void nodeStarted(Lease lease, long run, int actionIndex, String action, String node, Direction direction) {
        write(lease, handle -> NodeStateTable.start(handle, run, actionIndex, action, node, direction));
    }

    @Override
    public void nodeEnded(
            Lease lease, long run, int actionIndex, String node, Direction direction, Optional<String> error) {
        write(lease, handle -> NodeStateTable.end(handle, run, actionIndex, node, direction, error));
    }

    @Override
    public Attempt intend(Lease lease, QueryId queryId, String sql) {
        return fenced(lease, handle -> {
            RunTable.setQueryId(handle, queryId.run(), queryId.toString());
            return AttemptTable.insert(handle, lease, queryId, sql);
        });
    }

    @Override
    public void conclude(Lease lease, Attempt attempt, Outcome outcome) {
        write(lease, handle -> {
            if (!AttemptTable.conclude(handle, attempt.queryId(), outcome)) {
                throw new IllegalStateException("the outcome of " + attempt.queryId() + " was written before");
            }
        });
    }

    @Override
    public Event record(
            Lease lease, long run, Event.Kind kind, String action, String node, QueryId queryId, String text) {
        String query = queryId == null ? null : queryId.toString();
        return fenced(lease, handle -> EventTable.insert(handle, run, kind, action, node, query, text));
    }

    @Override
    public Optional<Run> run(long id) {
        return database.inTransaction(handle -> RunTable.find(handle, id));
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
    public List<NodeState> nodeStates(long run) {
        return database.inTransaction(handle -> NodeStateTable.of(handle, run));
    }

    @Override
    public Request post(long run, Request.Kind kind, String argument, String by, String because) {
        return database.inTransaction(handle -> RequestTable.insert(handle, run, kind, argument, by, because));
    }

    @Override
    public List<Request> takeRequests(Lease lease, long run) {
        return fenced(lease, handle -> RequestTable.take(handle, lease, run));
    }

    @Override
    public Event answer(Lease lease, Request request, Request.Answer answer) {
        return fenced(lease, handle -> {
            if (!RequestTable.answer(handle, request, answer)) {
                throw new IllegalStateException("request " + request.id() + " was answered before");
            }
            return EventTable.insert(handle, request.run(), Event.Kind.NOTE, null, null, null, answer.sentence());
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
        database.close();
    }

    private <T> T fenced(Lease lease, JournalDatabase.Work<T> work) {
        return database.inTransaction(handle -> {
            LeaseTable.check(handle, lease);
            return work.with(handle);
        });
    }

    private void write(Lease lease, Write write) {
        fenced(lease, handle -> {
            write.with(handle);
            return null;
        });
    }

    private interface Write {
        void with(Handle handle);
    }
}
