package dev.amig.progress;

import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where the threads of a run write what they are doing; a screen samples it when it likes. */
public final class ProgressBoard {
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private String migration = "";
    private String status = "";
    private String action = "";
    private int actionIndex;
    private int actionCount;
    private int furthest;
    private OptionalInt stated = OptionalInt.empty();

    public ProgressBoard(Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    private static final class Entry {
        private final Node node;
        private NodeProgress.State state = NodeProgress.State.QUEUED;
        private String phrase = "waiting for its turn";
        private Counters finished = Counters.ZERO;
        private Counters running = Counters.ZERO;
        private final Rate rate = new Rate();
        private Instant startedAt;
        private Instant endedAt;

        private Entry(Node node) {
            this.node = node;
        }
    }

    public synchronized void migration(String name, int actions) {
        migration = name;
        actionCount = actions;
        furthest = 0;
    }

    public synchronized void status(String title) {
        status = title;
    }

    /** A new action begins: the nodes it names are waiting. */
    public synchronized void action(int index, String name, List<Node> nodes) {
        // On the way back the percentage sinks.
        furthest = index < actionIndex ? 0 : furthest;
        action = name;
        actionIndex = index;
        entries.clear();
        nodes.forEach(node -> entries.put(node.id(), new Entry(node)));
    }

    /** The next statement; the one before it is done. */
    public synchronized void running(Node node, String phrase) {
        Entry entry = entry(node);
        entry.finished = entry.finished.plus(entry.running);
        active(entry, NodeProgress.State.RUNNING, phrase);
        entry.running = Counters.ZERO;
    }

    /** The same statement as before, of which more is known. */
    public synchronized void stillRunning(Node node, String phrase) {
        active(entry(node), NodeProgress.State.RUNNING, phrase);
    }

    /**
     * No statement runs; one that has failed has done nothing.
     *
     * @param forWhat an answer, the next try; with the numbers of the last look
     */
    public synchronized void waiting(Node node, String forWhat) {
        Entry entry = entry(node);
        active(entry, NodeProgress.State.WAITING, forWhat);
        entry.running = Counters.ZERO;
    }

    /** The same work as before, of which nothing new begins for now; what is counted stays. */
    public synchronized void held(Node node, String forWhat) {
        active(entry(node), NodeProgress.State.WAITING, forWhat);
    }

    private void active(Entry entry, NodeProgress.State state, String phrase) {
        Instant now = clock.instant();
        entry.state = state;
        entry.phrase = phrase;
        entry.rate.begin(now);
        if (entry.startedAt == null) {
            entry.startedAt = now;
        }
    }

    public synchronized void counters(Node node, Counters counters) {
        Entry entry = entry(node);
        entry.running = counters;
        entry.rate.sample(clock.instant(), entry.finished.plus(counters));
    }

    /** Of the work that begins, so much was done by others before. */
    public synchronized void already(Node node, Counters counters) {
        Entry entry = entry(node);
        entry.running = counters;
        entry.rate.restart(clock.instant(), entry.finished.plus(counters));
    }

    public synchronized void ended(Node node, boolean well, String phrase) {
        Entry entry = entry(node);
        entry.state = well ? NodeProgress.State.DONE : NodeProgress.State.FAILED;
        entry.phrase = phrase;
        entry.endedAt = clock.instant();
    }

    /** What the author's own query says, instead of what is counted here. */
    public synchronized void percent(int percent) {
        stated = OptionalInt.of(percent);
    }

    /** Back to what is counted here. */
    public synchronized void ownPercent() {
        stated = OptionalInt.empty();
    }

    public synchronized Progress snapshot() {
        Instant now = clock.instant();
        List<NodeProgress> nodes =
                entries.values().stream().map(entry -> progress(entry, now)).toList();
        double ofAction =
                nodes.stream().mapToDouble(ProgressBoard::share).average().orElse(0);
        int percent = actionCount == 0 ? 0 : (int) (100 * (actionIndex + ofAction) / actionCount);
        // A second statement makes less of what the first one had done; nobody wants to see that.
        furthest = Math.max(furthest, percent);
        return new Progress(
                migration,
                status,
                action,
                actionIndex,
                actionCount,
                stated.orElse(Math.min(100, furthest)),
                Duration.between(startedAt, now),
                nodes);
    }

    /** Of its part of the action, from 0 to 1. */
    private static double share(NodeProgress node) {
        return node.state() == NodeProgress.State.DONE ? 1 : node.percent().orElse(0) / 100.0;
    }

    private static NodeProgress progress(Entry entry, Instant now) {
        Instant until = entry.endedAt == null ? now : entry.endedAt;
        Duration elapsed = entry.startedAt == null ? Duration.ZERO : Duration.between(entry.startedAt, until);
        return new NodeProgress(
                entry.node,
                entry.state,
                entry.phrase,
                entry.finished.plus(entry.running),
                elapsed,
                entry.rate.rowsPerSecond(until),
                entry.rate.bytesPerSecond(until));
    }

    private Entry entry(Node node) {
        return entries.computeIfAbsent(node.id(), id -> new Entry(node));
    }
}
