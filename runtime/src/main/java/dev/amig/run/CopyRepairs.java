package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyDamage;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyRepair;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.PlannedWork;
import dev.amig.plan.CopyTerms;
import dev.amig.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The repairs of all copies of a run: each node by itself, all at the same time; of one node, one copy after the other. */
final class CopyRepairs {
    /** The copy's name, its node, and how it is mended. */
    private record Place(String action, Node node, CopyRepair repair) {}

    private final RunSession session;
    private final Map<String, List<Place>> places;

    private CopyRepairs(RunSession session, Map<String, List<Place>> places) {
        this.session = session;
        this.places = places;
    }

    /** @param nodes of the cluster, among which those of every copy must be */
    static CopyRepairs of(Journal journal, RunSession session, CopyNodes copies, List<Node> nodes) {
        Map<Integer, String> actions = session.nodeStates().stream()
                .collect(Collectors.toMap(NodeState::actionIndex, NodeState::action, (first, second) -> first));
        Map<Integer, String> clauses = journal.plannedWork(session.run().id()).stream()
                .collect(Collectors.toMap(PlannedWork::actionIndex, PlannedWork::clauses));
        Map<String, Node> byId = nodes.stream().collect(Collectors.toMap(Node::id, it -> it, (first, same) -> first));
        List<Place> places = new ArrayList<>();
        journal.copies().copies(session.run().id()).forEach(it -> {
            String action = actions.get(it.key().actionIndex());
            Node node = Optional.ofNullable(byId.get(it.key().node()))
                    .orElseThrow(() ->
                            new IllegalStateException("the cluster has no node %s any more, on which %s has copied"
                                    .formatted(it.key().node(), action)));
            CopyTerms terms = Optional.ofNullable(clauses.get(it.key().actionIndex()))
                    .map(text -> CopyTerms.of(text, node.id()))
                    .orElse(CopyTerms.NONE);
            CopyRepair repair = new CopyRepair(
                    copies.connection(action, node),
                    session.copyBook(it.key().actionIndex(), node.id()),
                    action,
                    terms);
            places.add(new Place(action, node, repair));
        });
        return new CopyRepairs(
                session,
                places.stream().collect(Collectors.groupingBy(it -> it.node().id())));
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    boolean isUnderWay() {
        return places.values().stream()
                .flatMap(List::stream)
                .anyMatch(it -> it.repair().isUnderWay());
    }

    /** Before {@link #goOn()}, for who has not agreed to it just now. */
    void tellGoingOn() {
        session.note(Event.Kind.NOTE, null, null, null, "going on with a repair that was agreed to and not ended");
    }

    /** What came of several nodes: the failures in words, and what was found. */
    record Outcome<T>(List<T> found, List<String> failures) {
        Optional<String> failure() {
            return failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
        }
    }

    /** What would have to be copied again. */
    Outcome<CopyDamage> survey() throws InterruptedException {
        return onEach("looking for what differs", place -> place.repair().survey());
    }

    void plan(List<CopyDamage> agreed) throws InterruptedException, CopyException {
        for (CopyDamage damage : agreed) {
            for (Place place : places.get(damage.node())) {
                if (place.action().equals(damage.action())) {
                    place.repair().plan(damage);
                }
            }
        }
    }

    /** Brings all that was planned to its end. @return how many partitions, on each node where there were some */
    Outcome<Integer> goOn() throws InterruptedException {
        return onEach("repairing", place -> {
            int brought = place.repair().goOn();
            if (brought > 0) {
                String text = "%s was copied again on %s: %d %s, and %s the same now"
                        .formatted(
                                place.action(),
                                place.node(),
                                brought,
                                brought == 1 ? "partition" : "partitions",
                                brought == 1 ? "is" : "are");
                session.note(Event.Kind.NOTE, place.action(), place.node(), null, text);
            }
            return brought;
        });
    }

    private interface Work<T> {
        T at(Place place) throws CopyException, InterruptedException;
    }

    private <T> Outcome<T> onEach(String phrase, Work<T> work) throws InterruptedException {
        List<NodePlan> nodes = places.values().stream()
                .map(it -> new NodePlan(it.get(0).node(), List.of(), List.of()))
                .sorted((one, other) -> one.node().id().compareTo(other.node().id()))
                .toList();
        session.board().action(0, "repair", nodes.stream().map(NodePlan::node).toList());
        List<Outcome<T>> ended = NodeFanOut.run(nodes, OptionalInt.empty(), node -> onNode(node.node(), phrase, work));
        return new Outcome<>(
                ended.stream().flatMap(it -> it.found().stream()).toList(),
                ended.stream().flatMap(it -> it.failures().stream()).toList());
    }

    private <T> Outcome<T> onNode(Node node, String phrase, Work<T> work) throws InterruptedException {
        session.board().running(node, phrase);
        List<T> found = new ArrayList<>();
        for (Place place : places.get(node.id())) {
            try {
                found.add(work.at(place));
            } catch (CopyException e) {
                String query = e.queryId().map(it -> " (query " + it + ")").orElse("");
                String doubt = e.kind() == CopyException.Kind.IN_DOUBT
                        ? "; nobody knows how that ended, and 'amig resolve' takes what you find out"
                        : "";
                String failure = "%s on %s: %s%s%s".formatted(place.action(), node, e.getMessage(), query, doubt);
                session.board().ended(node, false, failure);
                e.queryId().ifPresent(it -> session.note(Event.Kind.NODE_FAILED, place.action(), node, it, failure));
                return new Outcome<>(found, List.of(failure));
            }
        }
        session.board().ended(node, true, Phrases.DONE);
        return new Outcome<>(found, List.of());
    }
}
