package dev.amig.insight;

import dev.amig.cluster.Node;
import dev.amig.insight.Finding.Kind;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.RunStatus;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.StringLiteral;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One node: queries that nobody waits for, outcomes that the journal does not know or has otherwise, tables that were left. */
final class NodeExam {
    private static final long MILLIS = 1000;

    private final Journal journal;
    private final Servers servers;
    private final List<RunFacts> runs;

    /** @param runs the latest of each migration on the cluster */
    NodeExam(Journal journal, Servers servers, List<RunFacts> runs) {
        this.journal = journal;
        this.servers = servers;
        this.runs = runs;
    }

    List<Finding> examine(Node node) throws QueryException {
        List<Finding> findings = new ArrayList<>(orphans(node));
        QueryLog log = new QueryLog(servers.inquiry(), journal.id());
        findings.addAll(unwritten(node, log));
        findings.addAll(contradictions(node, log));
        findings.addAll(new LeftoverTables(journal, servers).on(node));
        return findings;
    }

    private List<Finding> unwritten(Node node, QueryLog log) throws QueryException {
        List<Finding> findings = new ArrayList<>();
        for (RunFacts facts : runs) {
            List<AttemptRecord> inFlight = facts.inFlight().stream()
                    .filter(it -> it.queryId().node().equals(node.id()) && !facts.isDriven())
                    .toList();
            if (!inFlight.isEmpty()) {
                findings.addAll(UnsettledStatements.unwritten(facts, node.id(), log.ends(node, inFlight)));
            }
        }
        return findings;
    }

    private List<Finding> contradictions(Node node, QueryLog log) throws QueryException {
        List<RunFacts> standing = runs.stream().filter(NodeExam::stands).toList();
        if (standing.isEmpty()) {
            return List.of();
        }
        List<QueryEnd> exceptions =
                log.exceptions(node, standing.stream().map(RunFacts::run).toList());
        return standing.stream()
                .flatMap(facts -> contradictions(node, facts, exceptions).stream())
                .toList();
    }

    /** Nothing rests any more on what was rolled back. */
    private static boolean stands(RunFacts facts) {
        return facts.run().status().isOpen() || facts.run().status() == RunStatus.COMPLETED;
    }

    private List<Finding> orphans(Node node) throws QueryException {
        List<Finding> findings = new ArrayList<>();
        String sql =
                "SELECT query_id, elapsed FROM system.processes WHERE JSONExtractString(Settings['log_comment'], 'journal') = "
                        + StringLiteral.of(journal.id()) + " ORDER BY query_id";
        for (List<Object> row : servers.inquiry().rows(node, sql)) {
            Optional<QueryId> queryId = QueryId.parse((String) row.get(0));
            Optional<RunFacts> facts =
                    queryId.flatMap(it -> journal.run(it.run())).map(run -> RunFacts.read(journal, run));
            if (facts.filter(it -> !it.isDriven()).isPresent()) {
                long millis = (long) (((Number) row.get(1)).doubleValue() * MILLIS);
                findings.add(orphan(node, queryId.get(), facts.get(), Duration.ofMillis(millis)));
            }
        }
        return findings;
    }

    private Finding orphan(Node node, QueryId queryId, RunFacts facts, Duration elapsed) {
        boolean open = facts.run().status().isOpen();
        return new Finding(
                Kind.ORPHANED_QUERY,
                node.toString(),
                "%s runs %s of %s, and nobody waits for it"
                        .formatted(node.id(), queryId, facts.run().title()),
                Optional.of(facts.now().minus(elapsed)),
                open
                        ? "it works on, and may change data; whoever runs the migration again waits for its end and goes on from there"
                        : "run %d is %s, so what it still changes is wanted by nobody"
                                .formatted(
                                        facts.run().id(), facts.run().status().title()),
                open ? new NextCommands(facts).goOn() : new NextCommands(facts).doctor(),
                Optional.of(new Repair.KillQuery(facts.run().cluster(), node, queryId)));
    }

    private List<Finding> contradictions(Node node, RunFacts facts, List<QueryEnd> all) {
        List<QueryEnd> exceptions = all.stream()
                .filter(it ->
                        it.queryId().startsWith(QueryId.prefixOf(facts.run().id())))
                .toList();
        if (exceptions.isEmpty()) {
            return List.of();
        }
        Set<String> applied = journal.attempts(facts.run().id()).stream()
                .filter(AttemptRecord::isApplied)
                .map(it -> it.queryId().toString())
                .collect(Collectors.toSet());
        return exceptions.stream()
                .filter(it -> applied.contains(it.queryId()))
                .map(it -> new Finding(
                        Kind.CONTRADICTED_OUTCOME,
                        node.toString(),
                        "the journal says that %s was applied, and the server that it %s"
                                .formatted(it.queryId(), it.words()),
                        Optional.of(facts.run().startedAt()),
                        "what came after it in run %d of %s rests on something that may not be there; look at what it should have changed"
                                .formatted(facts.run().id(), facts.run().title()),
                        new NextCommands(facts).rollBack(),
                        Optional.empty()))
                .toList();
    }
}
