package dev.amig.simulation;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server remembers: the effects of statements in their order, its process list and its query log. It outlives the runners
 * that speak to it, and knows nothing of connections: those are {@link SimulatedTransport}'s.
 */
public final class SimulatedNode {
    private static final Duration RUNNING_ON = Duration.ofSeconds(2);

    private final Node node;
    private final VirtualTime time;
    private final List<Done> done = new ArrayList<>();
    private final Map<String, String> running = new LinkedHashMap<>();
    private final Map<String, Long> endsAt = new LinkedHashMap<>();
    private final Map<String, LogLine> log = new LinkedHashMap<>();
    private long awayUntil;

    /** The end of a query. {@code code} is 0 when it ended well. */
    record LogLine(int code, String exception) {}

    SimulatedNode(Node node, VirtualTime time) {
        this.node = node;
        this.time = time;
    }

    public Node node() {
        return node;
    }

    /** Everything that statements of runs have done here, in order. */
    public synchronized List<Done> done() {
        settle();
        return List.copyOf(done);
    }

    /** Query ids of what runs here now. */
    public synchronized List<String> running() {
        settle();
        return List.copyOf(running.keySet());
    }

    /** A person looks, finds half a statement done, and takes it away. */
    public synchronized void cleanUp(QueryId queryId) {
        done.removeIf(it -> it.queryId().equals(queryId) && !it.whole());
    }

    synchronized void begin(String queryId, String sql) {
        running.put(queryId, sql);
    }

    /** It goes on by itself, and ends well a little later. */
    synchronized void leaveRunning(String queryId) {
        endsAt.put(queryId, time.nanoTime() + RUNNING_ON.toNanos());
    }

    synchronized boolean isRunning(String queryId) {
        settle();
        return running.containsKey(queryId);
    }

    synchronized void endWell(String queryId) {
        apply(queryId, true);
        log.put(queryId, new LogLine(0, ""));
    }

    synchronized void endBadly(String queryId, int code, String exception, boolean halfway) {
        String sql = running.get(queryId);
        if (halfway && sql != null && sql.startsWith("INSERT")) {
            apply(queryId, false);
        }
        running.remove(queryId);
        endsAt.remove(queryId);
        log.put(queryId, new LogLine(code, exception));
    }

    synchronized void forgetLog(String queryId) {
        log.remove(queryId);
    }

    /** @return whether it was running */
    synchronized boolean kill(String queryId) {
        settle();
        boolean was = running.containsKey(queryId);
        if (was) {
            endBadly(queryId, 394, "Query was cancelled", true);
        }
        return was;
    }

    synchronized LogLine logged(String queryId) {
        settle();
        return log.get(queryId);
    }

    synchronized void goAway(Duration howLong) {
        awayUntil = time.nanoTime() + howLong.toNanos();
    }

    synchronized void mustAnswer(String queryId) throws QueryException {
        if (time.nanoTime() < awayUntil) {
            throw new QueryException(Kind.UNREACHABLE, node, queryId, 0, "", "connection refused", null);
        }
    }

    private void settle() {
        List<String> ended = endsAt.entrySet().stream()
                .filter(it -> it.getValue() <= time.nanoTime())
                .map(Map.Entry::getKey)
                .toList();
        ended.forEach(this::endWell);
    }

    private void apply(String queryId, boolean whole) {
        String sql = running.remove(queryId);
        endsAt.remove(queryId);
        if (sql != null) {
            QueryId.parse(queryId).ifPresent(id -> done.add(new Done(id, sql, whole)));
        }
    }
}
