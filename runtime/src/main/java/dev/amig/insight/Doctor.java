package dev.amig.insight;

import dev.amig.insight.Finding.Kind;
import dev.amig.insight.Inquiry.Answer;
import dev.amig.journal.Journal;
import dev.amig.journal.LeaseState;
import dev.amig.journal.Run;
import dev.amig.run.Phrases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for what is not as it should be: in the journal, on the servers, and between the two. Reads only. */
public final class Doctor {
    private final Journal journal;
    private final ServersOf servers;

    public Doctor(Journal journal, ServersOf servers) {
        this.journal = journal;
        this.servers = servers;
    }

    /** @param only this cluster; absent: all that the journal knows */
    public List<Finding> examine(Optional<String> only) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (String cluster : clusters()) {
            if (only.isEmpty() || only.get().equals(cluster)) {
                findings.addAll(examine(cluster));
            }
        }
        return findings;
    }

    private SortedSet<String> clusters() {
        SortedSet<String> clusters = new TreeSet<>();
        journal.latestRuns().forEach(run -> clusters.add(run.cluster()));
        journal.leases().forEach(lease -> clusters.add(lease.cluster()));
        return clusters;
    }

    private List<Finding> examine(String cluster) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        staleLease(cluster).ifPresent(findings::add);
        List<RunFacts> runs = journal.latestRuns().stream()
                .filter(run -> run.cluster().equals(cluster))
                .map(run -> RunFacts.read(journal, run))
                .toList();
        runs.forEach(run -> findings.addAll(UnsettledStatements.doubtful(run)));
        Optional<Servers> reached = servers.of(cluster);
        if (reached.isPresent()) {
            findings.addAll(examine(reached.get(), runs));
        } else if (runs.stream().anyMatch(it -> it.run().status().isOpen())) {
            findings.add(unreachable(cluster, runs));
        }
        return findings;
    }

    private List<Finding> examine(Servers reached, List<RunFacts> runs) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        runs.forEach(run -> findings.addAll(missingNodes(reached, run)));
        NodeExam exam = new NodeExam(journal, reached, runs);
        Map<String, Answer<List<Finding>>> answers =
                reached.inquiry().all(reached.cluster().nodes(), exam::examine);
        answers.forEach((node, answer) ->
                findings.addAll(answer.isGiven() ? answer.value() : List.of(silent(reached, node, answer.silence()))));
        return findings;
    }

    private Optional<Finding> staleLease(String cluster) {
        return journal.leases().stream()
                .filter(lease -> lease.cluster().equals(cluster) && lease.isStale())
                .findFirst()
                .map(this::stale);
    }

    private Finding stale(LeaseState lease) {
        String silence = Phrases.of(Duration.between(lease.lastHeartbeat(), journal.now()));
        return new Finding(
                Kind.STALE_LEASE,
                lease.cluster(),
                "%s holds the lease on cluster %s and is gone: it was last heard of %s ago"
                        .formatted(lease.owner(), lease.cluster(), silence),
                Optional.of(lease.lastHeartbeat()),
                "what it drove goes on only when somebody runs it again; the lease itself keeps nobody out",
                "amig run",
                Optional.of(new Repair.ReleaseLease(lease.cluster())));
    }

    private static Finding unreachable(String cluster, List<RunFacts> runs) {
        List<String> open = runs.stream()
                .map(RunFacts::run)
                .filter(run -> run.status().isOpen())
                .map(Run::title)
                .toList();
        return new Finding(
                Kind.UNREACHABLE_CLUSTER,
                cluster,
                "cluster %s cannot be reached from here, and %s on it has not ended"
                        .formatted(cluster, String.join(", ", open)),
                Optional.empty(),
                "whether its servers still run statements of that cannot be told",
                "amig doctor --cluster " + cluster,
                Optional.empty());
    }

    private static Finding silent(Servers reached, String node, String silence) {
        return new Finding(
                Kind.SILENT_NODE,
                reached.node(node).map(String::valueOf).orElse(node),
                "%s does not answer: %s".formatted(node, silence),
                Optional.empty(),
                "no migration starts before every node answers, and no rollback gets past it",
                "amig doctor",
                Optional.empty());
    }

    private static List<Finding> missingNodes(Servers reached, RunFacts facts) {
        SortedSet<String> missing = new TreeSet<>();
        if (facts.run().status().isOpen()) {
            facts.states().forEach(it -> missing.add(it.node()));
            missing.removeIf(it -> !it.startsWith("s") || reached.node(it).isPresent());
        }
        return missing.stream().map(node -> missing(reached, facts, node)).toList();
    }

    private static Finding missing(Servers reached, RunFacts facts, String node) {
        return new Finding(
                Kind.MISSING_NODE,
                reached.cluster().name(),
                "run %d of %s has done work on %s, and cluster %s has no such node any more"
                        .formatted(
                                facts.run().id(),
                                facts.run().title(),
                                node,
                                reached.cluster().name()),
                Optional.of(facts.run().startedAt()),
                "the run can neither go on nor be rolled back while its plan differs from the one it began with",
                "amig why " + facts.run().migration(),
                Optional.empty());
    }
}
