package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.insight.Inquiry.Answer;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.Run;
import dev.amig.progress.NodeProgress;
import dev.amig.transport.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Explains a run: one sentence for it, one for each of its nodes, out of journal and servers. Reads only. */
public final class Why {
    private final Journal journal;
    private final Optional<Servers> servers;

    /** @param servers absent: nobody here can reach them; the journal alone must do */
    public Why(Journal journal, Optional<Servers> servers) {
        this.journal = journal;
        this.servers = servers;
    }

    public Explanation explain(Run run) throws InterruptedException {
        RunFacts facts = RunFacts.read(journal, run);
        Map<String, Answer<NodeTrace>> traces = traces(facts);
        List<Reason> nodes = new ArrayList<>();
        for (String node : nodes(facts)) {
            Optional<NodeState> state = facts.currentStates().stream()
                    .filter(it -> it.node().equals(node))
                    .findFirst();
            nodes.add(new NodeReason(facts, node, state, Optional.ofNullable(traces.get(node))).reason());
        }
        return new Explanation(new RunReason(facts, change(run)).reason(), nodes);
    }

    /** That brought the run where it is. */
    private Optional<Event> change(Run run) {
        return journal.events(run.id(), 0).stream()
                .filter(it -> it.kind() == Event.Kind.STATUS_CHANGED)
                .reduce((first, second) -> second);
    }

    /** Of a run that is at its end, nothing of any node has to be explained. */
    private static SortedSet<String> nodes(RunFacts facts) {
        SortedSet<String> nodes = new TreeSet<>();
        if (facts.run().status().isOpen()) {
            facts.currentStates().forEach(it -> nodes.add(it.node()));
            facts.unsettled().forEach(it -> nodes.add(it.queryId().node()));
            facts.freshActivity().stream()
                    .flatMap(it -> it.progress().nodes().stream())
                    .map(NodeProgress::node)
                    .forEach(it -> nodes.add(it.id()));
        }
        return nodes;
    }

    private Map<String, Answer<NodeTrace>> traces(RunFacts facts) throws InterruptedException {
        if (servers.isEmpty()) {
            return Map.of();
        }
        Map<String, Answer<NodeTrace>> traces = new HashMap<>();
        List<Node> asked = new ArrayList<>();
        for (AttemptRecord attempt : facts.inFlight()) {
            String id = attempt.queryId().node();
            servers.get().node(id).ifPresentOrElse(asked::add, () -> traces.put(id, notThere(id)));
        }
        traces.putAll(servers.get()
                .inquiry()
                .all(asked, node -> trace(node, facts.inFlight(node.id()).orElseThrow())));
        return traces;
    }

    private Answer<NodeTrace> notThere(String node) {
        return new Answer<>(
                null,
                node.startsWith("postgres")
                        ? "only the run itself looks there"
                        : "cluster " + servers.orElseThrow().cluster().name() + " has no such node any more");
    }

    private NodeTrace trace(Node node, AttemptRecord attempt) throws QueryException {
        Inquiry inquiry = servers.orElseThrow().inquiry();
        List<String> query = List.of(attempt.queryId().toString());
        List<RunningQuery> running = new Processes(inquiry).of(node, query);
        List<QueryEnd> ends =
                running.isEmpty() ? new QueryLog(inquiry, journal.id()).ends(node, List.of(attempt)) : List.of();
        return new NodeTrace(
                running.stream().findFirst(),
                ends.stream().findFirst(),
                new Background(inquiry, node, attempt.attempt().sql()).phrases());
    }
}
