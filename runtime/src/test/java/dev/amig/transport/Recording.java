package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * What was sent to the nodes of a test, in order, as lines {@code s1r1: SELECT 1}; and what shall go wrong:
 *
 * <pre>{@code
 * Recording recording = new Recording();
 * recording.when("s2r1", "ALTER TABLE").losesTheAnswer();
 * new Connections(recording::open);
 * assertThat(recording.sent()).containsExactly("s1r1: ALTER TABLE …", "s2r1: ALTER TABLE …");
 * }</pre>
 *
 * A rule holds for one statement and is used up by it; of several that fit, the first told is taken.
 */
public final class Recording {
    private static final Result NO_ROWS = new Result(List.of(), List.of(), false, Counters.ZERO, Duration.ZERO);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

    /** The work behind a transport. */
    interface Work {
        Result run() throws QueryException;
    }

    /** What happens to one statement. */
    interface Play {
        Result play(Node node, Query query, Work work) throws QueryException;
    }

    private record Rule(String nodeId, String part, Play play) {
        boolean fits(Node node, Query query) {
            return node.id().equals(nodeId) && query.sql().contains(part);
        }
    }

    /** Says what shall happen to the next statement with this part on this node. */
    public final class When {
        private final String nodeId;
        private final String part;

        private When(String nodeId, String part) {
            this.nodeId = nodeId;
            this.part = part;
        }

        /** The server gives these rows. */
        public void answers(List<List<Object>> rows) {
            rule((node, query, work) -> {
                work.run();
                return new Result(List.of(), rows, false, Counters.ZERO, Duration.ZERO);
            });
        }

        /** The server refuses it and does nothing. */
        public void failsWith(int code, String message) {
            rule((node, query, work) -> {
                throw ServerErrors.of(node, query.queryId(), code, message, null);
            });
        }

        /** It never arrives, and nobody can know. */
        public void isLostOnTheWay() {
            rule((node, query, work) -> {
                throw lost(node, query);
            });
        }

        /** The server does it, and the connection breaks before it can say so. */
        public void losesTheAnswer() {
            rule((node, query, work) -> {
                work.run();
                throw lost(node, query);
            });
        }

        /** It does nothing until it is cancelled. */
        public void hangs() {
            rule((node, query, work) -> {
                CountDownLatch latch = hanging.computeIfAbsent(query.queryId(), id -> new CountDownLatch(1));
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw lost(node, query);
                }
                throw ServerErrors.of(node, query.queryId(), 394, "Query was cancelled", null);
            });
        }

        private void rule(Play play) {
            synchronized (rules) {
                rules.add(new Rule(nodeId, part, play));
            }
        }
    }

    private static QueryException lost(Node node, Query query) {
        return new QueryException(
                Kind.CONNECTION_LOST,
                node,
                query.queryId(),
                0,
                "",
                "the connection was lost, as the test wished",
                null);
    }

    /** @param nodeId such as {@code s2r1}; {@code part} of the statement's text */
    public When when(String nodeId, String part) {
        return new When(nodeId, part);
    }

    /** A transport with nothing behind it. */
    public Transport open(Node node) {
        return new RecordingTransport(node, this, new Nothing());
    }

    /** Transports with real ones behind them. */
    public Function<Node, Transport> inFrontOf(Function<Node, Transport> real) {
        return node -> new RecordingTransport(node, this, real.apply(node));
    }

    /** Every statement that was sent, whatever became of it. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /** Every statement that the server brought to a good end, whether or not anybody heard of it. */
    public List<String> done() {
        return List.copyOf(done);
    }

    /** {@code s1r1: query id} of every cancel. */
    public List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    Play sent(Node node, Query query) {
        sent.add(node.id() + ": " + query.sql());
        synchronized (rules) {
            for (Rule rule : rules) {
                if (rule.fits(node, query)) {
                    rules.remove(rule);
                    return rule.play();
                }
            }
        }
        return (it, statement, work) -> work.run();
    }

    void done(Node node, Query query) {
        done.add(node.id() + ": " + query.sql());
    }

    boolean cancelled(Node node, String queryId) {
        cancelled.add(node.id() + ": " + queryId);
        CountDownLatch latch = hanging.remove(queryId);
        if (latch != null) {
            latch.countDown();
        }
        return latch != null;
    }

    private static final class Nothing implements Transport {
        @Override
        public Result execute(Query query, ProgressListener progress) {
            return NO_ROWS;
        }

        @Override
        public boolean cancel(String queryId) {
            return false;
        }

        @Override
        public void close() {}
    }
}
