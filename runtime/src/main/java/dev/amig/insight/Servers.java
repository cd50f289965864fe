package dev.amig.insight;

import dev.amig.cluster.Cluster;
import dev.amig.cluster.Node;
import dev.amig.insight.Inquiry.Answer;
import dev.amig.journal.AttemptRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The nodes of a cluster as somebody sees them who only looks. */
public record Servers(Cluster cluster, Inquiry inquiry) {
    public Optional<Node> node(String id) {
        return cluster.nodes().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** Those statements that their nodes run at this moment, by query id; of a node that does not answer, none. */
    public Map<String, RunningQuery> running(Collection<AttemptRecord> attempts) throws InterruptedException {
        Map<String, List<String>> queryIds = attempts.stream()
                .collect(Collectors.groupingBy(
                        it -> it.queryId().node(),
                        Collectors.mapping(it -> it.queryId().toString(), Collectors.toList())));
        List<Node> nodes = cluster.nodes().stream()
                .filter(it -> queryIds.containsKey(it.id()))
                .toList();
        Processes processes = new Processes(inquiry);
        return inquiry.all(nodes, node -> processes.of(node, queryIds.get(node.id()))).values().stream()
                .filter(Answer::isGiven)
                .flatMap(answer -> answer.value().stream())
                .collect(Collectors.toMap(RunningQuery::queryId, Function.identity()));
    }
}
