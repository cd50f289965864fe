package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyServer;
import dev.amig.copy.Effort;
import dev.amig.gate.Asking;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a copy needs of its node, over the connections of a run. */
final class CopyConnection implements CopyServer {
    /** How long a node that does not answer is asked again: a restart takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final String action;
    private final Node node;
    private final RunSession session;
    private final Courier courier;
    private final ActiveQueries active;
    private final Asking asking;
    private final StopSignal stop;
    private final LiveParallelism parallelism;

    CopyConnection(
            String action,
            Node node,
            RunSession session,
            Courier courier,
            ActiveQueries active,
            Asking asking,
            StopSignal stop,
            LiveParallelism parallelism) {
        this.action = action;
        this.node = node;
        this.session = session;
        this.courier = courier;
        this.active = active;
        this.asking = asking;
        this.stop = stop;
        this.parallelism = parallelism;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public List<List<Object>> ask(String sql) throws CopyException, InterruptedException {
        long since = System.nanoTime();
        while (true) {
            try {
                return asking.rows(node, sql);
            } catch (QueryException e) {
                if (isStopped()) {
                    throw CopyException.stopped();
                }
                boolean mayPass = ErrorClass.of(e.kind(), e.code()) == ErrorClass.TRANSIENT;
                if (!mayPass || System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw CopyException.failed(Courier.describe(e));
                }
                phrase("asking again: " + e.getMessage());
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    @Override
    public Answer execute(Call call, ProgressListener progress) throws InterruptedException {
        QueryId queryId =
                new QueryId(session.run().id(), action, node.id(), Direction.FORWARD, call.statement(), call.attempt());
        Courier.Letter letter = new Courier.Letter(queryId, node, call.sql(), call.settings(), Optional.empty());
        Courier.Sent sent = courier.send(letter, progress, telling());
        return new Answer(queryId, sent.outcome(), sent.errorClass() == ErrorClass.TRANSIENT);
    }

    @Override
    public Outcome outcomeOf(QueryId queryId, ProgressListener progress) throws InterruptedException {
        return courier.lookUp(queryId, node, "its end was not heard", progress, telling());
    }

    private Courier.LookupListener telling() {
        return new LookupNotes(session, action, node);
    }

    @Override
    public void killRunning() {
        active.killAll(node, action);
    }

    @Override
    public boolean isStopped() {
        return stop.stops(Direction.FORWARD);
    }

    @Override
    public void working(Effort effort) {
        parallelism.of(node, effort);
    }

    @Override
    public void phrase(String phrase) {
        session.board().stillRunning(node, phrase);
    }

    @Override
    public void waiting(String forWhat) {
        session.board().held(node, forWhat);
    }

    @Override
    public void arrivedBefore(Counters counters) {
        session.board().already(node, counters);
    }

    @Override
    public void progress(Counters counters) {
        session.board().counters(node, counters);
    }

    @Override
    public void note(String text) {
        session.note(Event.Kind.NOTE, action, node, null, text);
    }
}
