package dev.amig.run;

import dev.amig.copy.CopyStatements;
import dev.amig.copy.DoubtfulMoves;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseOwner;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.transport.Counters;
import dev.amig.transport.QueryId;
import java.time.Duration;
import java.util.Optional;

/** A person's answer to a question that neither the server nor amig could answer: did this statement take effect? */
public final class Resolution {
    private final Journal journal;

    public Resolution(Journal journal) {
        this.journal = journal;
    }

    /**
     * Writes the answer into the journal; the next run goes on from it.
     *
     * @param applied whether the statement has taken effect, whole
     * @param because how the person knows; kept beside the answer
     * @param by      the person
     * @return what was written, in one sentence
     * @throws IllegalArgumentException with a sentence, when nothing of that id is in doubt
     * @throws dev.amig.journal.LeaseHeldException when a runner is at work on the cluster
     */
    public String resolve(String queryId, boolean applied, String because, String by) {
        QueryId id = QueryId.parse(queryId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no query id of amig; they look like amig-41-swap-s1r1-0-1".formatted(queryId)));
        Run run = journal.run(id.run())
                .orElseThrow(() -> new IllegalArgumentException("the journal knows no run " + id.run()));
        Lease lease = journal.acquire(run.cluster(), LeaseOwner.thisProcess());
        try {
            String answer =
                    "%s says that %s %s: %s".formatted(by, id, applied ? "was applied" : "was not applied", because);
            Optional<DoubtfulMoves.Doubtful> move = DoubtfulMoves.of(journal, run).stream()
                    .filter(it -> it.queryId().equals(id))
                    .findFirst();
            if (move.isPresent()) {
                answer(lease, move.get(), applied, answer);
                return answer;
            }
            AttemptRecord attempt = inDoubt(run, id);
            journal.conclude(
                    lease,
                    attempt.attempt(),
                    applied ? new Outcome.Applied(Counters.ZERO, Duration.ZERO) : new Outcome.Failed(0, answer));
            journal.record(lease, run.id(), Event.Kind.NOTE, id.action(), id.node(), id, answer);
            return answer;
        } finally {
            journal.release(lease);
        }
    }

    /** Statements of chunks have no attempts of their own. */
    private void answer(Lease lease, DoubtfulMoves.Doubtful doubtful, boolean applied, String answer) {
        CopyStatements.Move move = doubtful.move();
        QueryId id = doubtful.queryId();
        journal.copies().answerMove(lease, doubtful.copy(), move.chunk(), move.number(), applied);
        journal.record(lease, id.run(), Event.Kind.OUTCOME_LOOKED_UP, id.action(), id.node(), id, answer);
    }

    private AttemptRecord inDoubt(Run run, QueryId id) {
        Optional<AttemptRecord> found = journal.attempts(run.id()).stream()
                .filter(it -> it.queryId().equals(id))
                .findFirst();
        AttemptRecord attempt = found.orElseThrow(
                () -> new IllegalArgumentException("run %d has sent no statement %s".formatted(run.id(), id)));
        if (!attempt.isInDoubt() && !isKilled(run, attempt)) {
            throw new IllegalArgumentException("nobody doubts how %s ended: %s"
                    .formatted(id, attempt.isApplied() ? "it was applied" : "it was not applied"));
        }
        return attempt;
    }

    private boolean isKilled(Run run, AttemptRecord attempt) {
        return run.status().isOpen()
                && new EarlierAttempts(journal.attempts(run.id()))
                        .killed().stream().anyMatch(it -> it.queryId().equals(attempt.queryId()));
    }
}
