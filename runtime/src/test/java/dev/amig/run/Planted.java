package dev.amig.run;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.insight.Inquiry;
import dev.amig.insight.Servers;
import dev.amig.journal.Attempt;
import dev.amig.journal.Cause;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.NewRun;
import dev.amig.journal.Run;
import dev.amig.journal.RunKind;
import dev.amig.journal.RunStatus;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportKind;
import dev.amig.transport.TransportOptions;
import dev.amig.transport.Transports;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A run as a runner that ended at a bad moment would have left it: its journal is real, and so are its queries. */
final class Planted implements AutoCloseable {
    private final Bench bench;
    private final Connections connections =
            new Connections(node -> Transports.open(TransportKind.GRPC, node, TransportOptions.PLAIN));
    private final Inquiry inquiry = new Inquiry(connections::to);
    private final Lease lease;
    private final Run run;

    Planted(Bench bench, String migration) {
        this.bench = bench;
        this.lease = journal().acquire(bench.cluster().name(), LeaseOwner.thisProcess());
        this.run = journal()
                .begin(
                        lease,
                        new NewRun(
                                bench.cluster().name(),
                                migration,
                                RunKind.MIGRATION,
                                "",
                                migration + ".amig",
                                Map.of(),
                                ChosenReplicas.lowest(bench.cluster())));
        journal().advance(lease, run.id(), RunStatus.RUNNING, Cause.START_CHECK, "");
    }

    private Journal journal() {
        return bench.journal();
    }

    Run run() {
        return run;
    }

    Lease lease() {
        return lease;
    }

    /** Whoever drove it is gone. */
    Planted abandoned() {
        journal().release(lease);
        return this;
    }

    /** Brings it to its end, under the lease that it has. */
    Planted ended() {
        rollBack(lease);
        return abandoned();
    }

    /** The same when it was abandoned. */
    void putAway() {
        Lease next = journal().acquire(run.cluster(), LeaseOwner.thisProcess());
        rollBack(next);
        journal().release(next);
    }

    private void rollBack(Lease under) {
        for (RunStatus to : List.of(RunStatus.ERRORED, RunStatus.ROLLING_BACK, RunStatus.ROLLED_BACK)) {
            journal().advance(under, run.id(), to, Cause.RUNNER, "planted");
        }
    }

    /** As a runner that lives shows itself. */
    void seen() {
        journal().recordActivity(lease, run.id(), new ProgressBoard(Clock.systemUTC()).snapshot());
    }

    QueryId queryId(String node) {
        return new QueryId(run.id(), "fill", node, Direction.FORWARD, 0, 1);
    }

    /** It stands in the journal that this is about to be sent. */
    Attempt intended(String node, String sql) {
        journal().nodeStarted(lease, run.id(), 0, "fill", node, Direction.FORWARD);
        return journal().intend(lease, queryId(node), sql);
    }

    /** Sends it as a runner does, and waits for its end. */
    void send(Attempt attempt) throws QueryException {
        Query query = Query.of(attempt.sql(), attempt.queryId().toString())
                .withSettings(Map.of("log_comment", LogComment.of(journal().id(), attempt.queryId())));
        transport(attempt.queryId().node()).execute(query, ProgressListener.NONE);
    }

    /** Sends it, and is there when it runs. */
    CompletableFuture<Void> running(Attempt attempt) throws Exception {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
            try {
                send(attempt);
            } catch (QueryException e) {
                throw new IllegalStateException(e);
            }
        });
        String sql =
                "SELECT count() FROM system.processes WHERE query_id = '" + attempt.queryId() + "' AND read_rows > 0";
        while (((Number) bench.ask(attempt.queryId().node(), sql)).longValue() == 0) {
            Thread.sleep(20);
        }
        return end;
    }

    private Transport transport(String id) {
        return connections.to(bench.cluster().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    Servers servers() {
        return new Servers(bench.cluster(), inquiry);
    }

    /** Servers of a cluster of the same name with other nodes. */
    Servers servers(List<Node> nodes) {
        return new Servers(Cluster.of(bench.cluster().name(), nodes, false, Map.of()), inquiry);
    }

    @Override
    public void close() {
        journal().release(lease);
        inquiry.close();
        connections.close();
    }
}
