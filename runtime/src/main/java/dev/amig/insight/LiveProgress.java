package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.journal.Activity;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.NodeState;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.Progress;
import dev.amig.run.Phrases;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run looks that another process drives, or nobody does any more: as its runner sees it, as long as that one writes it
 * down; else as the journal and the servers tell.
 */
public final class LiveProgress {
    private static final double MILLIS = 1000.0;

    private final RunFacts facts;
    private final Map<String, RunningQuery> running;

    private LiveProgress(RunFacts facts, Map<String, RunningQuery> running) {
        this.facts = facts;
        this.running = running;
    }

    /** @param running what servers say of queries of this run, by query id; needed only where the runner is silent */
    public static Progress of(RunFacts facts, Map<String, RunningQuery> running) {
        Optional<Activity> activity = facts.freshActivity();
        if (activity.isPresent()) {
            Duration age = Duration.between(activity.get().at(), facts.now());
            return activity.get()
                    .progress()
                    .later(age)
                    .withStatus(facts.run().status().title());
        }
        return new LiveProgress(facts, running).fromJournal();
    }

    private Progress fromJournal() {
        List<NodeState> current = facts.currentStates();
        Optional<Progress> seen = facts.activity().map(Activity::progress);
        Instant end = facts.run().finishedAt().orElse(facts.now());
        return new Progress(
                facts.run().title(),
                facts.run().status().title(),
                current.stream().findFirst().map(NodeState::action).orElse(""),
                seen.map(Progress::actionIndex).orElse(facts.run().actionIndex().orElse(0)),
                seen.map(Progress::actionCount).orElse(0),
                facts.run().progress(),
                Duration.between(facts.run().startedAt(), end),
                current.stream()
                        .map(this::node)
                        .sorted(Comparator.comparing(it -> it.node().id()))
                        .toList());
    }

    private NodeProgress node(NodeState state) {
        Node node = facts.node(state.node());
        Duration elapsed =
                Duration.between(state.startedAt(), state.finishedAt().orElse(facts.now()));
        return switch (state.state()) {
            case FINISHED -> told(node, NodeProgress.State.DONE, "done", elapsed);
            case FAILED -> told(node, NodeProgress.State.FAILED, state.error().orElse(""), elapsed);
            case STARTED -> started(node, state, elapsed);
        };
    }

    private NodeProgress started(Node node, NodeState state, Duration elapsed) {
        Optional<AttemptRecord> attempt = facts.inFlight(state.node());
        if (attempt.isEmpty()) {
            return told(node, NodeProgress.State.QUEUED, "between two statements", elapsed);
        }
        String words = (state.direction() == Direction.ROLLBACK ? "rollback: " : "")
                + Phrases.firstWords(attempt.get().attempt().sql());
        RunningQuery query = running.get(attempt.get().queryId().toString());
        if (query == null) {
            return told(node, NodeProgress.State.WAITING, "its end is not known here: " + words, elapsed);
        }
        double seconds = Math.max(1, query.elapsed().toMillis()) / MILLIS;
        Counters counters = query.counters();
        return new NodeProgress(
                node,
                NodeProgress.State.RUNNING,
                words,
                counters,
                elapsed,
                counters.rows() / seconds,
                counters.bytes() / seconds);
    }

    private static NodeProgress told(Node node, NodeProgress.State state, String phrase, Duration elapsed) {
        return new NodeProgress(node, state, phrase, Counters.ZERO, elapsed, 0, 0);
    }
}
