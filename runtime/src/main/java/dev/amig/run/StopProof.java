package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.plan.NodePlan;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that nothing of a run is left on any node: what is found is killed and looked for again until it is gone, and how each
 * statement ended whose answer nobody heard is looked up and written down. Only then may a stopped run stay, or be rolled back.
 */
final class StopProof {
    private static final Duration POLL = Duration.ofMillis(200);
    /** A node that does not answer for so long is reported, and not waited for. */
    static final Duration UNREACHABLE = Duration.ofSeconds(10);

    private static final Duration TELL_EVERY = Duration.ofSeconds(30);
    private static final OptionalInt NODES_AT_ONCE = OptionalInt.of(32);
    private static final String POSTGRES = Node.postgres("").id();

    private final RunSession session;
    private final Connections connections;
    private final OutcomeLookup lookup;
    private final RunQueries queries;
    private final List<Node> cluster;

    /** @param cluster all its nodes: what the run never used may run a part of a query of one that it did use */
    StopProof(RunSession session, Connections connections, OutcomeLookup lookup, List<Node> cluster) {
        this.session = session;
        this.connections = connections;
        this.lookup = lookup;
        this.queries = new RunQueries(connections, session.run().id(), session.journalId());
        this.cluster = cluster;
    }

    /** A node that did not answer. */
    private record Dark(Node node, String sentence) {}

    /** @return what could not be proved, a sentence for each; nothing of the run runs any more where this is empty */
    List<String> prove() throws InterruptedException {
        List<AttemptRecord> attempts = session.attempts();
        List<Dark> dark = endEverywhere(attempts);
        List<String> doubts = new ArrayList<>(sentences(dark));
        for (AttemptRecord attempt : attempts) {
            if (attempt.outcome().isEmpty()) {
                settle(attempt, dark).ifPresent(doubts::add);
            } else if (attempt.isInDoubt() && isLast(attempt.queryId(), attempts)) {
                doubts.add(inDoubt(attempt.queryId()));
            }
        }
        doubts.forEach(doubt -> session.note(Event.Kind.NOTE, null, null, null, doubt));
        return doubts;
    }

    private static List<String> sentences(List<Dark> dark) {
        return dark.stream().map(Dark::sentence).toList();
    }

    private List<Dark> endEverywhere(List<AttemptRecord> attempts) throws InterruptedException {
        Set<Node> nodes = new LinkedHashSet<>(cluster);
        attempts.stream()
                .map(AttemptRecord::queryId)
                .filter(id -> id.node().startsWith(POSTGRES))
                .forEach(id -> nodes.add(database(id.node())));
        List<NodePlan> all = nodes.stream()
                .map(node -> new NodePlan(node, List.of(), List.of()))
                .toList();
        return NodeFanOut.run(all, NODES_AT_ONCE, it -> end(it.node(), of(it.node(), attempts))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<AttemptRecord> of(Node node, List<AttemptRecord> attempts) {
        return attempts.stream()
                .filter(it -> it.queryId().node().equals(node.id()))
                .toList();
    }

    private Optional<Dark> end(Node node, List<AttemptRecord> attempts) throws InterruptedException {
        Deadline unreachable = new Deadline(UNREACHABLE);
        Deadline tell = new Deadline(TELL_EVERY);
        while (true) {
            try {
                List<String> left = node.isPostgres() ? cancelled(node, attempts) : queries.on(node);
                if (left.isEmpty()) {
                    return Optional.empty();
                }
                String answer = kill(node, left);
                if (tell.isOver()) {
                    tell(node, left, answer);
                    tell = new Deadline(TELL_EVERY);
                }
                unreachable = new Deadline(UNREACHABLE);
            } catch (QueryException e) {
                if (unreachable.isOver()) {
                    return unreachable(node, attempts, e);
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** @return what stands in the way; empty when nothing does */
    private String kill(Node node, List<String> queryIds) {
        String answer = "";
        for (String queryId : queryIds) {
            try {
                connections.to(node).cancel(queryId);
            } catch (QueryException e) {
                // Looked for again anyway: only its being gone counts.
                answer = ": " + e.getMessage();
            }
        }
        return answer;
    }

    private void tell(Node node, List<String> left, String answer) {
        String text = "%s was told to end %s and has not yet%s; waiting for it"
                .formatted(node, String.join(", ", left), answer);
        session.note(Event.Kind.NOTE, null, node, null, text);
    }

    /** PostgreSQL knows a statement by the whole query id alone. A cancel returns when it is gone. */
    private List<String> cancelled(Node node, List<AttemptRecord> attempts) throws QueryException {
        for (AttemptRecord attempt : attempts) {
            if (attempt.isInDoubt()) {
                connections.to(node).cancel(attempt.queryId().toString());
            }
        }
        return List.of();
    }

    private Optional<Dark> unreachable(Node node, List<AttemptRecord> attempts, QueryException e) {
        if (attempts.isEmpty()) {
            // It was asked at most, and questions end by their own time-out.
            return Optional.empty();
        }
        String open = attempts.stream()
                .filter(AttemptRecord::isInDoubt)
                .map(it -> it.queryId().toString())
                .collect(Collectors.joining(", "));
        String what = open.isEmpty() ? "something of the run" : open;
        String sentence = "%s cannot be asked (%s), so %s may still run there; when it is back, look with: %s"
                .formatted(node, e.getMessage(), what, queries.howToLook());
        return Optional.of(new Dark(node, sentence));
    }

    private Optional<String> settle(AttemptRecord open, List<Dark> dark) throws InterruptedException {
        QueryId id = open.queryId();
        Optional<Node> node = node(id.node());
        if (node.isEmpty()) {
            return Optional.of(
                    "the cluster has no node " + id.node() + " any more, so nobody knows how " + id + " ended");
        }
        Outcome outcome = dark.stream().anyMatch(it -> it.node().equals(node.get()))
                ? new Outcome.Unknown(node.get() + " could not be asked how query " + id + " ended")
                : Killed.exchange(open.attempt().sql(), lookup.of(id, node.get(), counters -> {}));
        String told = "stopped, and how it ended was looked up: " + Courier.told(outcome);
        session.write(session.entry()
                .concluded(open.attempt(), outcome)
                .noted(Event.Kind.OUTCOME_LOOKED_UP, id.action(), id.node(), id, told));
        return outcome instanceof Outcome.Unknown ? Optional.of(inDoubt(id)) : Optional.empty();
    }

    private Optional<Node> node(String id) {
        return id.startsWith(POSTGRES)
                ? Optional.of(database(id))
                : cluster.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private static String inDoubt(QueryId id) {
        return "nobody knows how %1$s ended; 'amig resolve %1$s' takes what you find out".formatted(id);
    }

    /** Where it was sent again, how it ended does not matter any more. */
    private static boolean isLast(QueryId id, List<AttemptRecord> attempts) {
        return attempts.stream()
                .map(AttemptRecord::queryId)
                .filter(it -> it.attempt() > id.attempt())
                .noneMatch(it -> it.equals(
                        new QueryId(id.run(), id.action(), id.node(), id.direction(), id.statement(), it.attempt())));
    }

    private static Node database(String nodeId) {
        return Node.postgres(nodeId.equals(POSTGRES) ? "" : nodeId.substring(POSTGRES.length() + 1));
    }
}
