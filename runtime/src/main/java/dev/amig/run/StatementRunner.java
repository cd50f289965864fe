package dev.amig.run;

import dev.amig.journal.Attempt;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Event;
import dev.amig.journal.Outcome;
import dev.amig.language.tree.ActionOptions;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.QueryId;
import dev.amig.transport.QueryId.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings one statement on one node to its end: intent, act, outcome, and again where that is safe and can help. */
final class StatementRunner {
    private static final int DEFAULT_RETRIES = 3;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    /** How often whoever pauses looks for a stop. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final RunSession session;
    private final Courier courier;
    private final ServerWork serverWork;
    private final StopSignal stop;
    private final Pace pace;

    StatementRunner(RunSession session, Courier courier, ServerWork serverWork, StopSignal stop, Pace pace) {
        this.session = session;
        this.courier = courier;
        this.serverWork = serverWork;
        this.stop = stop;
        this.pace = pace;
    }

    /**
     * @param earlier what the journal knows of this statement from before a restart
     */
    Execution run(Assignment assignment, List<AttemptRecord> earlier, NodeJournal journal) throws InterruptedException {
        Optional<Execution> decided = decided(assignment, earlier);
        if (decided.isPresent()) {
            tellDoubt(EarlierAttempts.last(earlier), decided.get(), journal);
            return decided.get();
        }
        int attempt = earlier.stream()
                .map(AttemptRecord::queryId)
                .mapToInt(QueryId::attempt)
                .max()
                .orElse(0);
        return sendUntilDone(assignment, attempt + 1, journal);
    }

    /**
     * What came of it before, where nothing is sent after that: it was done, or may not be repeated. {@link Settlement} has looked up
     * what the runner before this one left.
     */
    Optional<Execution> decided(Assignment assignment, List<AttemptRecord> earlier) {
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        Optional<AttemptRecord> applied =
                earlier.stream().filter(AttemptRecord::isApplied).findFirst();
        if (applied.isPresent() && !assignment.fresh()) {
            return applied.map(StatementRunner::execution);
        }
        AttemptRecord last = EarlierAttempts.last(earlier);
        if (Killed.leavesDoubt(last)
                && !assignment.repeats()
                && session.wasGoneOnWithAfter(last.concludedAt().orElseThrow())) {
            return Optional.of(
                    new Execution(last.queryId(), Killed.doubt(last.outcome().orElseThrow()), Optional.empty()));
        }
        return maySendAfter(assignment, last, last.outcome().orElseThrow())
                ? Optional.empty()
                : Optional.of(execution(last));
    }

    /** Of one that was only killed so far: from now on a person is asked. */
    private static void tellDoubt(AttemptRecord last, Execution decided, NodeJournal journal) {
        boolean isNew = !last.isInDoubt() && decided.outcome() instanceof Outcome.Unknown;
        if (isNew) {
            journal.conclude(last.attempt(), decided.outcome());
        }
    }

    private static Execution execution(AttemptRecord attempt) {
        return new Execution(attempt.queryId(), attempt.outcome().orElseThrow(), Optional.empty());
    }

    /** A failure that nobody has acted upon counts as if it had been heard now, and is not tried away. */
    private boolean maySendAfter(Assignment assignment, AttemptRecord last, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            return mayRepeat(assignment);
        }
        return outcome instanceof Outcome.Applied
                || mayRepeat(assignment)
                || assignment.direction() == Direction.ROLLBACK
                || mayRetryAfter(assignment, outcome)
                // A person has seen that failure, and goes on.
                || session.wasGoneOnWithAfter(last.concludedAt().orElseThrow());
    }

    private static boolean mayRetryAfter(Assignment assignment, Outcome outcome) {
        if (!(outcome instanceof Outcome.Failed failed)) {
            return false;
        }
        boolean nothingWasDone = failed.code() == 0;
        boolean passes = ErrorClass.ofServer(failed.code()) == ErrorClass.TRANSIENT;
        return nothingWasDone || passes && retries(assignment) > 0;
    }

    private Execution sendUntilDone(Assignment assignment, int firstAttempt, NodeJournal journal)
            throws InterruptedException {
        int retries = retries(assignment);
        Duration delay =
                assignment.options().retry().flatMap(ActionOptions.Retry::every).orElse(FIRST_DELAY);
        for (int tried = 0; ; tried++) {
            QueryId queryId = new QueryId(
                    session.run().id(),
                    assignment.action(),
                    assignment.node().id(),
                    assignment.direction(),
                    assignment.statement().index(),
                    firstAttempt + tried);
            Attempt attempt = journal.intend(queryId, assignment.statement().sql());
            Courier.Sent sent = send(assignment, attempt);
            journal.conclude(attempt, sent.outcome());
            Execution execution = new Execution(queryId, sent.outcome(), sent.result());
            if (!isWorthAnotherTry(sent, assignment) || tried >= retries || stop.stops(assignment.direction())) {
                return execution;
            }
            tellRetry(assignment, execution, delay, tried + 1, retries);
            pause(delay, assignment);
            session.board()
                    .running(
                            assignment.node(),
                            "try " + (tried + 2) + ": "
                                    + Phrases.firstWords(assignment.statement().sql()));
            delay = assignment
                    .options()
                    .retry()
                    .flatMap(ActionOptions.Retry::every)
                    .orElse(delay.multipliedBy(2));
        }
    }

    private Courier.Sent send(Assignment assignment, Attempt attempt) throws InterruptedException {
        Courier.Letter letter = new Courier.Letter(
                attempt.queryId(),
                assignment.node(),
                attempt.sql(),
                assignment.settings(),
                assignment.options().timeout());
        ServerWork.Watching watching = serverWork.watch(attempt.queryId(), assignment.node(), attempt.sql());
        try {
            return courier.send(letter, progress(assignment), telling(assignment));
        } finally {
            watching.close();
        }
    }

    private ProgressListener progress(Assignment assignment) {
        return counters -> session.board().counters(assignment.node(), counters);
    }

    private Courier.LookupListener telling(Assignment assignment) {
        return new LookupNotes(session, assignment.action(), assignment.node());
    }

    private static boolean mayRepeat(Assignment assignment) {
        return assignment.repeats()
                || StatementKind.of(assignment.statement().sql()).isRepeatable();
    }

    private static boolean isWorthAnotherTry(Courier.Sent sent, Assignment assignment) {
        if (sent.outcome() instanceof Outcome.Applied || sent.outcome() instanceof Outcome.Cancelled) {
            return false;
        }
        if (sent.outcome() instanceof Outcome.Unknown) {
            return mayRepeat(assignment);
        }
        return sent.errorClass() == ErrorClass.TRANSIENT;
    }

    /**
     * A statement that may have done a part before it failed (rows of an INSERT stay) is sent again only where the author
     * says so, with {@code IDEMPOTENT} or {@code RETRY}; otherwise rows could be doubled.
     */
    private static int retries(Assignment assignment) {
        if (assignment.options().retry().isPresent()) {
            return assignment.options().retry().get().times();
        }
        boolean safe = assignment.repeats()
                || StatementKind.of(assignment.statement().sql()).isRetriedAfterFailure();
        return safe ? DEFAULT_RETRIES : 0;
    }

    private void tellRetry(Assignment assignment, Execution execution, Duration delay, int retry, int retries) {
        String text = execution.failure() + "; trying again in " + delay.toSeconds() + " s (" + retry + " of " + retries
                + ")";
        session.note(Event.Kind.ATTEMPT_FAILED, assignment.action(), assignment.node(), execution.queryId(), text);
        session.board().waiting(assignment.node(), text);
    }

    private void pause(Duration delay, Assignment assignment) throws InterruptedException {
        long until = pace.nanoTime() + delay.toNanos();
        while (pace.nanoTime() < until && !stop.stops(assignment.direction())) {
            pace.sleep(LOOK);
        }
    }
}
