package dev.amig.insight;

import dev.amig.insight.Inquiry.Answer;
import dev.amig.journal.Activity;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.NodeState;
import dev.amig.journal.Outcome;
import dev.amig.progress.NodeProgress;
import dev.amig.run.Phrases;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why one node is where it is in the run's current action. */
final class NodeReason {
    private final RunFacts facts;
    private final NextCommands next;
    private final String node;
    private final Optional<NodeState> state;
    private final Optional<Answer<NodeTrace>> trace;

    /** @param trace what the node itself says; absent: it was not asked, because nothing of it is unsettled or nobody here can reach it */
    NodeReason(RunFacts facts, String node, Optional<NodeState> state, Optional<Answer<NodeTrace>> trace) {
        this.facts = facts;
        this.next = new NextCommands(facts);
        this.node = node;
        this.state = state;
        this.trace = trace;
    }

    Reason reason() {
        Optional<AttemptRecord> doubtful = facts.inDoubt().stream()
                .filter(it -> it.queryId().node().equals(node))
                .findFirst();
        if (doubtful.isPresent()) {
            return inDoubt(doubtful.get());
        }
        if (state.isEmpty()) {
            return told("waits for its turn", facts.activity().map(Activity::at), List.of());
        }
        return switch (state.get().state()) {
            case FINISHED -> told(action() + " is done", state.get().finishedAt(), List.of());
            case FAILED ->
                told(
                        action() + " has failed: " + state.get().error().orElse(""),
                        state.get().finishedAt(),
                        List.of());
            case STARTED -> facts.inFlight(node).map(this::inFlight).orElseGet(this::betweenStatements);
        };
    }

    private Reason inDoubt(AttemptRecord attempt) {
        String evidence =
                attempt.outcome().map(it -> ((Outcome.Unknown) it).evidence()).orElse("");
        return told(
                "%s: nobody knows how %s ended: %s; look at what it should have changed, then tell"
                        .formatted(attempt.queryId().action(), attempt.queryId(), evidence),
                Optional.of(attempt.intendedAt()),
                NextCommands.resolve(attempt.queryId().toString()));
    }

    /** The runner alone knows what it waits for. */
    private Reason betweenStatements() {
        Optional<Instant> since = state.map(NodeState::startedAt);
        if (!facts.isDriven()) {
            return told(action() + " had begun, and no statement of it is on its way", since, List.of(next.goOn()));
        }
        String doing = seen().map(
                        it -> it.state() == NodeProgress.State.WAITING ? "waits: " + it.phrase() : it.phrase())
                .orElse("is between two statements");
        return told(action() + " " + doing, since, List.of());
    }

    private Optional<NodeProgress> seen() {
        return facts.freshActivity().stream()
                .flatMap(it -> it.progress().nodes().stream())
                .filter(it -> it.node().id().equals(node))
                .findFirst();
    }

    private Reason inFlight(AttemptRecord attempt) {
        String words = Phrases.firstWords(attempt.attempt().sql());
        Optional<Instant> since = Optional.of(attempt.intendedAt());
        if (trace.isEmpty()) {
            return told(
                    "%s: %s was sent (%s)%s".formatted(action(), words, attempt.queryId(), elsewhere()),
                    since,
                    toGoOn());
        }
        Answer<NodeTrace> answer = trace.get();
        if (!answer.isGiven()) {
            return told(
                    "%s: %s was sent (%s), and the node does not answer: %s"
                            .formatted(action(), words, attempt.queryId(), answer.silence()),
                    since,
                    toGoOn());
        }
        return traced(attempt, words, since, answer.value());
    }

    private Reason traced(AttemptRecord attempt, String words, Optional<Instant> since, NodeTrace known) {
        String query = attempt.queryId().toString();
        if (known.running().isPresent()) {
            String left = facts.isDriven() ? "" : "; nobody waits for it: going on waits for its end";
            return told(
                    "%s runs %s (%s): %s%s%s"
                            .formatted(
                                    action(),
                                    words,
                                    query,
                                    numbers(known.running().get().counters()),
                                    background(known),
                                    left),
                    since,
                    toGoOn());
        }
        if (known.end().isPresent()) {
            return told(
                    "%s: the server says that %s (%s) %s; that is not in the journal yet"
                            .formatted(action(), words, query, known.end().get().words()),
                    since,
                    toGoOn());
        }
        return told(
                "%s: neither system.processes nor system.query_log knows %s (%s)%s%s"
                        .formatted(action(), words, query, background(known), retry()),
                since,
                toGoOn());
    }

    private String retry() {
        return seen().filter(it -> it.state() == NodeProgress.State.WAITING)
                .map(it -> "; " + it.phrase())
                .orElse("");
    }

    private static String background(NodeTrace known) {
        return known.background().isEmpty() ? "" : "; " + String.join("; ", known.background());
    }

    private static String numbers(Counters counters) {
        String total = counters.totalRows() > counters.readRows() ? " of %,d".formatted(counters.totalRows()) : "";
        return "%,d%s rows read, %,d written".formatted(counters.readRows(), total, counters.writtenRows());
    }

    private String elsewhere() {
        return facts.isDriven()
                ? seen().map(it -> ": " + numbers(it.counters())).orElse("")
                : ", and nobody has written down how it ended";
    }

    private List<String> toGoOn() {
        return facts.isDriven() ? List.of() : List.of(next.goOn());
    }

    private String action() {
        return state.map(it -> (it.direction() == Direction.ROLLBACK ? "the rollback of " : "") + it.action())
                .orElse("");
    }

    private Reason told(String sentence, Optional<Instant> since, List<String> commands) {
        String duration = since.map(it -> " (for " + Phrases.of(Duration.between(it, facts.now())) + ")")
                .orElse("");
        return new Reason(node, sentence + duration, since, commands);
    }
}
