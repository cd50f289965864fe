package dev.amig.receipt;

import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a {@code COPY} has brought on one node, or on all of them together.
 *
 * @param node          absent: all of them
 * @param arrived       chunks
 * @param rows          that have arrived
 * @param bytes         of the chunks that have arrived, in the source, uncompressed
 * @param elapsed       from the moment the source was fixed until the last chunk had arrived; absent while some have not
 * @param rowsPerSecond absent as {@code elapsed}
 */
public record CopySummary(
        String action,
        Optional<String> node,
        int chunks,
        int arrived,
        long rows,
        long bytes,
        Optional<Duration> elapsed,
        Optional<Long> rowsPerSecond) {
    private static final double NANOS = 1e9;

    private record Copied(CopyRecord copy, CopyTotals totals) {}

    /** Of all copies of a run in their order, by node; where there are several nodes, all together come last. */
    public static List<CopySummary> of(Journal journal, long run) {
        Map<Integer, String> actions = journal.nodeStates(run).stream()
                .collect(Collectors.toMap(NodeState::actionIndex, NodeState::action, (first, second) -> first));
        Map<Integer, List<Copied>> copies = new TreeMap<>();
        for (CopyRecord copy : journal.copies().copies(run)) {
            copies.computeIfAbsent(copy.key().actionIndex(), unused -> new ArrayList<>())
                    .add(new Copied(copy, journal.copies().totals(copy.key())));
        }
        List<CopySummary> summaries = new ArrayList<>();
        copies.forEach((index, its) -> addAll(actions.getOrDefault(index, ""), its, summaries));
        return summaries;
    }

    private static void addAll(String action, List<Copied> copies, List<CopySummary> summaries) {
        copies.forEach(
                it -> summaries.add(of(action, Optional.of(it.copy().key().node()), List.of(it))));
        if (copies.size() > 1) {
            summaries.add(of(action, Optional.empty(), copies));
        }
    }

    private static CopySummary of(String action, Optional<String> node, List<Copied> copies) {
        long rows = copies.stream().mapToLong(it -> it.totals().copiedRows()).sum();
        Optional<Duration> elapsed = elapsed(copies);
        return new CopySummary(
                action,
                node,
                copies.stream().mapToInt(it -> it.totals().chunks()).sum(),
                copies.stream().mapToInt(it -> it.totals().doneChunks()).sum(),
                rows,
                copies.stream().mapToLong(it -> it.totals().doneBytes()).sum(),
                elapsed,
                elapsed.filter(it -> !it.isZero()).map(it -> Math.round(rows * NANOS / it.toNanos())));
    }

    private static Optional<Duration> elapsed(List<Copied> copies) {
        if (copies.stream().anyMatch(it -> it.copy().finishedAt().isEmpty())) {
            return Optional.empty();
        }
        Instant begin = copies.stream()
                .map(it -> it.copy().begunAt())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant end = copies.stream()
                .map(it -> it.copy().finishedAt().orElseThrow())
                .max(Instant::compareTo)
                .orElseThrow();
        return Optional.of(Duration.between(begin, end));
    }
}
