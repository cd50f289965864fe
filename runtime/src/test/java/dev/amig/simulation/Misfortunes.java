package dev.amig.simulation;

import dev.amig.cluster.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What shall happen to one runner: a fault, or none, for each statement that it sends to each node, and its own death. Faults are
 * counted by node, so that nodes which work at the same time do not take them from each other.
 */
public final class Misfortunes {
    /** The process is dead: whatever the runner's threads try from now on ends in this. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash() {
            super("the runner's process was killed", null, false, false);
        }
    }

    private final Map<String, Deque<Fault>> faults = new TreeMap<>();
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();
    private final Runnable stop;
    private final Runnable unhealthy;
    private volatile boolean dead;

    /**
     * @param faults    by node id, in the order of its statements; behind the last one nothing goes wrong
     * @param stop      what a person does who stops the run
     * @param unhealthy what the health watch does
     */
    public Misfortunes(Map<String, List<Fault>> faults, Runnable stop, Runnable unhealthy) {
        faults.forEach((node, list) -> this.faults.put(node, new ArrayDeque<>(list)));
        this.stop = stop;
        this.unhealthy = unhealthy;
    }

    /** Kills the runner, on the calling thread and, at its next word, on every other. */
    public void crash() {
        dead = true;
        throw new Crash();
    }

    public boolean isDead() {
        return dead;
    }

    public void mustLive() {
        if (dead) {
            throw new Crash();
        }
    }

    /** Query ids of all statements of this runner that were sent, also of those that got lost. */
    public Set<String> sent() {
        return Set.copyOf(arrived);
    }

    void arriving(String queryId) {
        arrived.add(queryId);
    }

    synchronized Fault next(Node node) {
        Deque<Fault> queue = faults.get(node.id());
        return queue == null || queue.isEmpty() ? Fault.NONE : queue.poll();
    }

    void stop() {
        stop.run();
    }

    void unhealthy() {
        unhealthy.run();
    }
}
