package dev.amig.cli;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.receipt.CopySummary;
import dev.amig.run.RunResult;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run did where, read back from the journal. */
record RunSummary(
        Optional<Long> run,
        Optional<String> migration,
        String status,
        String sentence,
        List<Row> rows,
        List<CopySummary> copies) {
    /**
     * One action on one node, in one direction.
     *
     * @param written rows
     */
    record Row(
            String action,
            String node,
            String direction,
            String state,
            int statements,
            long written,
            Duration elapsed) {}

    static RunSummary of(RunResult result, Journal journal) {
        Optional<Run> run = result.run();
        Optional<Run> driven = run.filter(ended -> result.ending() != RunResult.Ending.COMPLETED_BEFORE);
        List<CopySummary> copies =
                driven.map(ended -> CopySummary.of(journal, ended.id())).orElse(List.of());
        List<Row> rows = driven.map(ended -> rows(journal, ended.id(), copies)).orElse(List.of());
        String status = run.map(ended -> ended.status().title()).orElse("");
        return new RunSummary(run.map(Run::id), run.map(Run::migration), status, result.sentence(), rows, copies);
    }

    private static List<Row> rows(Journal journal, long run, List<CopySummary> copies) {
        List<AttemptRecord> attempts = journal.attempts(run);
        return journal.nodeStates(run).stream()
                .filter(state -> !state.node().equals("-"))
                .map(state -> row(state, attempts, copies))
                .toList();
    }

    private static Row row(NodeState state, List<AttemptRecord> attempts, List<CopySummary> copies) {
        List<Outcome.Applied> applied = attempts.stream()
                .filter(attempt -> attempt.queryId().action().equals(state.action()))
                .filter(attempt -> attempt.queryId().node().equals(state.node()))
                .filter(attempt -> attempt.queryId().direction() == state.direction())
                .flatMap(attempt -> attempt.outcome().stream())
                .filter(Outcome.Applied.class::isInstance)
                .map(Outcome.Applied.class::cast)
                .toList();
        long written = applied.stream()
                .mapToLong(outcome -> outcome.counters().writtenRows())
                .sum();
        long copied = copies.stream()
                .filter(copy -> state.direction() == Direction.FORWARD)
                .filter(copy -> copy.action().equals(state.action()))
                .filter(copy -> copy.node().equals(Optional.of(state.node())))
                .mapToLong(CopySummary::rows)
                .sum();
        Duration elapsed =
                Duration.between(state.startedAt(), state.finishedAt().orElse(state.startedAt()));
        return new Row(
                state.action(),
                state.node(),
                state.direction().name().toLowerCase(Locale.ROOT),
                state.state().name().toLowerCase(Locale.ROOT),
                applied.size(),
                written + copied,
                elapsed);
    }
}
