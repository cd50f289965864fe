package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.journal.JournalException;
import dev.amig.journal.LeaseLostException;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.RunStatus;
import dev.amig.run.StopSignal.After;
import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a stop does at once, beside the run's own threads: kills what they wait for, so that they hear of its end, and shows that the
 * run is stopping.
 */
final class Stopping {
    private final RunSession session;
    private final ActiveQueries active;
    private final Asking asking;
    private final StopProof proof;
    private final StopSignal stop;
    private final QuestionKiller questions;

    Stopping(RunSession session, ActiveQueries active, Asking asking, StopProof proof, StopSignal stop) {
        this.session = session;
        this.active = active;
        this.asking = asking;
        this.proof = proof;
        this.stop = stop;
        this.questions = new QuestionKiller(asking);
        stop.onRequest(this::stopForward);
        stop.onAbandon(this::stopAll);
    }

    private void stopForward() {
        active.killFromNowOn(queryId -> queryId.direction() == Direction.FORWARD);
        questions.start();
        Thread thread = new Thread(this::show, "amig-stop");
        thread.setDaemon(true);
        thread.start();
    }

    private void stopAll() {
        active.killFromNowOn(queryId -> true);
        questions.start();
    }

    private void show() {
        try {
            if (!stop.isFailure()) {
                session.beginStopping(stop.reason().orElseThrow());
            }
        } catch (JournalException e) {
            // The run's own thread says it again, when what ran has ended.
            return;
        }
    }

    /**
     * Once the run's own threads have nothing to wait for any more.
     *
     * @return what could not be proved; see {@link StopProof#prove()}
     */
    List<String> prove() throws InterruptedException {
        questions.end();
        return proof.prove();
    }

    /**
     * The journal or the lease is lost, and the run's own threads have ended: each has heard of the end of what it had sent, or
     * looked it up. Another process may drive the run by now, so nothing is killed here by the run's number.
     *
     * @return what to throw on: it says what is left, and how to go on
     */
    JournalException withoutJournal(JournalException cause) {
        stop.abandon(cause.getMessage());
        questions.end();
        return new JournalException(
                "%s; run %d of %s sends nothing more, %s; %s"
                        .formatted(
                                cause.getMessage(),
                                session.run().id(),
                                session.run().title(),
                                whatBecameOfStatements(),
                                howToGoOn(cause)),
                cause);
    }

    private String whatBecameOfStatements() {
        String left = active.unheard().entrySet().stream()
                .map(it -> it.getKey() + " may still run on " + it.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            return "what it had sent was killed, but " + left;
        }
        return active.hasKilled()
                ? "and what it had sent was killed and is gone"
                : "and nothing that it had sent runs any more";
    }

    private String howToGoOn(JournalException cause) {
        String resume = "'amig resume %s' looks up how it ended and goes on"
                .formatted(session.run().migration());
        return cause instanceof LeaseLostException
                ? "'amig status' shows who has cluster %s now, and where the run stands; when the cluster is free, %s"
                        .formatted(session.run().cluster(), resume)
                : resume;
    }

    /** The run has ended, in whatever way. */
    void end() {
        questions.end();
        asking.cancelAll();
    }

    /** Somebody asks for it in the journal. */
    Optional<Answer> take(Request request) {
        RunStatus status = session.status();
        boolean back = stop.isRollingBack() || status == RunStatus.ROLLING_BACK;
        if (back) {
            return refused("is rolling back, and a rollback is not stopped: half of one would leave a state that nobody"
                    + " has planned; it ends by itself");
        }
        String reason = "stopped by " + request.byWhomAndWhy();
        if (!stop.request(reason, After.valueOf(request.argument()))) {
            return refused("is being stopped already: " + stop.reason().orElseThrow());
        }
        return Optional.of(Answer.accepted(reason + ": nothing new starts, what runs is killed, then what was done "
                + (request.argument().equals(After.STAY.name()) ? "stays" : "is rolled back")));
    }

    private Optional<Answer> refused(String why) {
        return Optional.of(Answer.refused(
                "run %d of %s %s".formatted(session.run().id(), session.run().title(), why)));
    }
}
