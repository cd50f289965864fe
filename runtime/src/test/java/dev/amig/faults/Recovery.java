package dev.amig.faults;

import dev.amig.faults.QueryLog.Statement;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.Resolution;
import dev.amig.run.RunResult;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Goes on after one kill, as a person would, and judges where that leads. */
final class Recovery {
    /** What an undisturbed run leaves. */
    record Reference(List<String> snapshot, Map<Statement, Integer> finished) {}

    /** Resume, say what nobody can know, resume; and once more for a doubt of the way back. */
    private static final int MOST_RESUMES = 4;

    private final Workbench bench;
    private final Scenario scenario;
    private final Reference reference;
    private final String database;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private List<AttemptRecord> open = List.of();
    private Optional<Run> killed = Optional.empty();

    Recovery(Workbench bench, Scenario scenario, Reference reference, String database) {
        this.bench = bench;
        this.scenario = scenario;
        this.reference = reference;
        this.database = database;
    }

    void goOn() throws InterruptedException, QueryException {
        killed = bench.latestRun(scenario, database);
        open = killed.map(run -> openAttempts(run.id())).orElse(List.of());
        for (int i = 0; i < MOST_RESUMES && status() != scenario.expected(); i++) {
            RunResult result = bench.resume(scenario, database, status());
            for (AttemptRecord doubt : doubts(result)) {
                asked.add(doubt.queryId().toString());
                resolve(result, doubt);
            }
        }
        compareSnapshot();
    }

    private RunStatus status() {
        return bench.latestRun(scenario, database).map(Run::status).orElse(RunStatus.NOT_STARTED);
    }

    private List<AttemptRecord> openAttempts(long run) {
        return bench.journal().attempts(run).stream()
                .filter(it -> it.outcome().isEmpty())
                .toList();
    }

    /** Query ids of the statements of which a person had to say whether they were done. */
    Set<String> asked() {
        return asked;
    }

    /** @param servers what they have logged, of all runs */
    List<String> problems(QueryLog servers) {
        Run run = bench.latestRun(scenario, database).orElseThrow();
        killed.filter(it -> it.id() != run.id())
                .ifPresent(it -> problems.add(
                        "run %d was left, and %d begun; it says: %s".formatted(it.id(), run.id(), story(it.id()))));
        if (run.status() != scenario.expected()) {
            problems.add("it ended as " + run.status().title()
                    + run.error().map(it -> ": " + it).orElse(""));
        }
        QueryLog log = servers.of(run.id());
        compareStatements(log);
        compareDoubts(killed.map(it -> servers.of(it.id())).orElse(log));
        return problems;
    }

    private String story(long run) {
        return bench.journal().events(run, 0).stream().map(it -> it.text()).collect(Collectors.joining(" | "));
    }

    private List<AttemptRecord> doubts(RunResult result) {
        Run run = bench.latestRun(scenario, database).orElseThrow();
        if (result.ending() != RunResult.Ending.NOT_ROLLED_BACK || !run.status().isOpen()) {
            return List.of();
        }
        return bench.journal().attempts(run.id()).stream()
                .filter(AttemptRecord::isInDoubt)
                .filter(it -> !mayRunTwice(it))
                .toList();
    }

    private void resolve(RunResult result, AttemptRecord doubt) {
        String evidence = doubt.outcome()
                .filter(Outcome.Unknown.class::isInstance)
                .map(it -> ((Outcome.Unknown) it).evidence())
                .orElse("");
        if (!evidence.startsWith("neither system.processes nor system.query_log of "
                        + doubt.queryId().node())
                || !evidence.endsWith(" knows the end of query " + doubt.queryId())) {
            problems.add("no evidence for the doubt about " + doubt.queryId() + ": '" + evidence + "'");
        }
        if (!result.sentence().contains(evidence)) {
            problems.add("the result does not tell the evidence: " + result.sentence());
        }
        new Resolution(bench.journal())
                .resolve(doubt.queryId().toString(), false, "the query log has never seen it", "a test");
    }

    private boolean mayRunTwice(AttemptRecord attempt) {
        QueryId id = attempt.queryId();
        return scenario.mayRunTwice(
                id.action(), id.direction(), attempt.attempt().sql());
    }

    private void compareStatements(QueryLog log) {
        Map<Statement, Boolean> repeatable = new HashMap<>();
        log.sendings()
                .forEach((id, sending) -> repeatable.put(
                        Statement.of(id), scenario.mayRunTwice(id.action(), id.direction(), sending.sql())));
        log.arrived().forEach((statement, count) -> {
            if (count > 1 && !repeatable.get(statement)) {
                problems.add(statement + " reached its server " + count + " times");
            }
        });
        Map<Statement, Integer> finished = log.finished();
        reference.finished().forEach((statement, count) -> {
            int now = finished.getOrDefault(statement, 0);
            if (now < count || now > count && !repeatable.get(statement)) {
                problems.add(statement + " was done " + now + " times instead of " + count);
            }
        });
        Set<Statement> cleared = log.sendings().entrySet().stream()
                .filter(it -> scenario.mayComeInAddition(it.getValue().sql()))
                .map(it -> Statement.of(it.getKey()))
                .collect(Collectors.toSet());
        finished.keySet().stream()
                .filter(it -> !reference.finished().containsKey(it) && !cleared.contains(it))
                .forEach(it -> problems.add(it + " was sent, which an undisturbed run does not do"));
    }

    /** A person is asked exactly where the servers have never heard of a statement that must not be done twice. */
    private void compareDoubts(QueryLog log) {
        Set<String> unknowable = open.stream()
                .filter(it -> !it.queryId().node().startsWith("postgres"))
                .filter(it -> !log.knows(it.queryId()) && !mayRunTwice(it))
                .map(it -> it.queryId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!asked.equals(unknowable)) {
            problems.add("asked about " + asked + ", where nobody can know " + unknowable);
        }
    }

    private void compareSnapshot() throws QueryException {
        List<String> now = Snapshot.of(bench, database);
        if (!now.equals(reference.snapshot())) {
            List<String> missing = new ArrayList<>(reference.snapshot());
            now.forEach(missing::remove);
            List<String> added = new ArrayList<>(now);
            reference.snapshot().forEach(added::remove);
            problems.add("missing: " + missing + ", too much: " + added);
        }
    }
}
