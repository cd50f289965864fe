package dev.amig.receipt;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.CopyJournal;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Journal;
import dev.amig.journal.NodeState;
import dev.amig.journal.Run;
import dev.amig.receipt.Receipt.CopyReceipt;
import dev.amig.receipt.Receipt.StatementReceipt;
import dev.amig.receipt.Receipt.Verification;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes receipts out of the journal; no server is asked. */
public final class Receipts {
    private static final double NANOS = 1e9;

    private final Journal journal;

    public Receipts(Journal journal) {
        this.journal = journal;
    }

    public Receipt of(Run run) {
        Map<Integer, String> actions = journal.nodeStates(run.id()).stream()
                .collect(Collectors.toMap(NodeState::actionIndex, NodeState::action, (first, second) -> first));
        return new Receipt(
                Receipt.FORMAT,
                run.title(),
                run.id(),
                run.cluster(),
                run.status().title(),
                run.planChecksum(),
                run.startedAt(),
                run.finishedAt(),
                journal.copies().copies(run.id()).stream()
                        .map(it -> copy(it, actions.getOrDefault(it.key().actionIndex(), "")))
                        .toList(),
                journal.attempts(run.id()).stream().map(Receipts::statement).toList());
    }

    private CopyReceipt copy(CopyRecord record, String action) {
        CopyJournal copies = journal.copies();
        CopyTotals totals = copies.totals(record.key());
        Optional<Double> seconds = record.finishedAt()
                .map(end -> Duration.between(record.begunAt(), end).toNanos() / NANOS);
        return new CopyReceipt(
                action,
                record.key().node(),
                record.definition(),
                record.chunks(),
                totals.copiedRows(),
                record.bytes(),
                record.begunAt(),
                record.finishedAt(),
                seconds,
                seconds.filter(it -> it > 0).map(it -> Math.round(totals.copiedRows() / it)),
                copies.sums(record.key())
                        .map(it -> new Verification(
                                it.at(), it.destinationId(), it.withChecksum(), it.source(), it.destination())));
    }

    private static StatementReceipt statement(AttemptRecord attempt) {
        return new StatementReceipt(
                attempt.queryId().toString(),
                attempt.queryId().node(),
                attempt.queryId().action(),
                attempt.outcome().map(it -> it.getClass().getSimpleName().toLowerCase(Locale.ROOT)),
                attempt.intendedAt(),
                attempt.concludedAt());
    }
}
