package dev.amig.insight;

import dev.amig.insight.Finding.Kind;
import dev.amig.journal.AttemptRecord;
import dev.amig.transport.QueryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Statements of which the journal does not know how they ended. */
final class UnsettledStatements {
    private UnsettledStatements() {}

    /** Looked up in vain. */
    static List<Finding> doubtful(RunFacts facts) {
        Map<QueryId, Instant> since =
                facts.inDoubt().stream().collect(Collectors.toMap(AttemptRecord::queryId, AttemptRecord::intendedAt));
        return facts.doubts().stream()
                .filter(it -> facts.run().status().isOpen())
                .map(it -> new Finding(
                        Kind.UNKNOWN_OUTCOME,
                        it.node(),
                        "nobody knows how %s ended".formatted(it),
                        Optional.ofNullable(since.get(it)),
                        "run %d of %s goes no way before that is told"
                                .formatted(facts.run().id(), facts.run().title()),
                        NextCommands.resolve(it.toString()).get(0) + " (or --not-applied)",
                        Optional.empty()))
                .toList();
    }

    /** Of a run that nobody drives: its server knows, and nobody has written it down. */
    static List<Finding> unwritten(RunFacts facts, String node, List<QueryEnd> ends) {
        Map<String, QueryEnd> known = ends.stream().collect(Collectors.toMap(QueryEnd::queryId, Function.identity()));
        return facts.inFlight().stream()
                .filter(it -> known.containsKey(it.queryId().toString()))
                .map(it -> unwritten(facts, node, it, known.get(it.queryId().toString())))
                .toList();
    }

    private static Finding unwritten(RunFacts facts, String node, AttemptRecord attempt, QueryEnd end) {
        return new Finding(
                Kind.UNWRITTEN_OUTCOME,
                node,
                "%s %s, and the journal does not know".formatted(attempt.queryId(), end.words()),
                Optional.of(attempt.intendedAt()),
                "its runner ended before it heard the answer; the next one looks it up by itself, as long as the query log has it",
                new NextCommands(facts).goOn(),
                Optional.of(new Repair.WriteOutcome(facts.run().cluster(), attempt, end.outcome())));
    }
}
