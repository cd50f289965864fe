package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.journal.Journal;
import dev.amig.journal.Run;
import dev.amig.plan.Plan;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether something else is under way on the cluster. The lease keeps two runners of one journal apart; it knows nothing of
 * migrations that wait half-way, and nothing of a runner with another journal.
 */
final class UnderWay {
    /** The ids of statements, {@code amig-41-swap-s1r1-0-1}; amig's questions and kills have others. */
    private static final String STATEMENTS =
            "SELECT query_id, JSONExtractString(Settings['log_comment'], 'journal'), empty(Settings) FROM system.processes WHERE match(query_id, '^amig-[0-9]+-.+-(s[0-9]+r[0-9]+|postgres[A-Za-z0-9_]*)-r?[0-9]+-[0-9]+$')";

    /** A query that ends is still listed for a moment when its settings are gone already, and nobody can see whose it was. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Plan plan;
    private final Journal journal;
    private final Asking asking;

    UnderWay(Plan plan, Journal journal, Asking asking) {
        this.plan = plan;
        this.journal = journal;
        this.asking = asking;
    }

    /** Those that are at no end: paused and waiting ones, too, for their tables are half-way. */
    Optional<String> tooMany(StartConditions conditions) {
        List<Run> others = journal.latestRuns().stream()
                .filter(run -> run.cluster().equals(plan.cluster()))
                .filter(run -> run.status().isOpen() && run.id() != conditions.run())
                .toList();
        int atMost = conditions.concurrentMigrations();
        if (others.size() < atMost) {
            return Optional.empty();
        }
        String runs = others.stream()
                .map(run -> "run %d of %s is %s"
                        .formatted(run.id(), run.title(), run.status().title()))
                .collect(Collectors.joining(", "));
        return Optional.of("at most %s on cluster %s (concurrent_migrations in amig.yaml), and %s"
                .formatted(
                        atMost == 1 ? "1 migration may be under way" : atMost + " migrations may be under way",
                        plan.cluster(),
                        runs));
    }

    /** On any node: a statement of a runner that has another journal, or that was left running. */
    Optional<String> strangers(List<Node> servers) throws InterruptedException {
        return NodeSurvey.complaints(servers, this::stranger);
    }

    private Optional<String> stranger(Node node) throws QueryException, InterruptedException {
        Set<String> nameless = new LinkedHashSet<>();
        for (int look = 1; look <= LOOKS; look++) {
            List<Listed> strangers = strangers(node);
            Optional<Listed> named =
                    strangers.stream().filter(it -> !it.isNameless()).findFirst();
            if (named.isPresent()) {
                return Optional.of(complaint(named.get().queryId(), node));
            }
            List<String> now = strangers.stream().map(Listed::queryId).toList();
            if (look == 1) {
                nameless.addAll(now);
            }
            nameless.retainAll(now);
            if (nameless.isEmpty()) {
                return Optional.empty();
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        return Optional.of(complaint(nameless.iterator().next(), node));
    }

    private static String complaint(String queryId, Node node) {
        return "amig already runs there: query %1$s on %2$s, of a runner with another journal or left by one that ended; wait for its end, or stop it there: KILL QUERY WHERE query_id = '%1$s'"
                .formatted(queryId, node);
    }

    /** @param isNameless whether the server lists no setting of it, and so not whose it is */
    private record Listed(String queryId, String journalId, boolean isNameless) {}

    private List<Listed> strangers(Node node) throws QueryException {
        return asking.rows(node, STATEMENTS).stream()
                .map(row -> new Listed(row.get(0).toString(), row.get(1).toString(), Truth.of(row.get(2))))
                .filter(it -> !isOfOtherCluster(it))
                .toList();
    }

    /** Two clusters of one journal may have nodes in common; a run on the other one has a lease of its own. */
    private boolean isOfOtherCluster(Listed query) {
        return query.journalId().equals(journal.id())
                && QueryId.parse(query.queryId())
                        .flatMap(id -> journal.run(id.run()))
                        .filter(run -> !run.cluster().equals(plan.cluster()))
                        .isPresent();
    }
}
