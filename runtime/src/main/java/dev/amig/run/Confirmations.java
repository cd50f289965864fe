package dev.amig.run;

import dev.amig.journal.Event;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.plan.PlannedAction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Yes to a {@code CONFIRM}: from the command that runs, or from anybody who has said so in the journal. */
final class Confirmations {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final RunSession session;
    private final RunOptions options;
    private final StopSignal stop;
    /** By the index of the action that is confirmed. */
    private final Map<String, Request> given = new ConcurrentHashMap<>();

    Confirmations(RunSession session, RunOptions options, StopSignal stop) {
        this.session = session;
        this.options = options;
        this.stop = stop;
    }

    /** Kept until its question comes; what never comes is never answered, and is there for the next runner. */
    Optional<Answer> take(Request request) {
        boolean first = given.putIfAbsent(request.argument(), request) == null;
        return first ? Optional.empty() : Optional.of(Answer.refused("this question has been confirmed before"));
    }

    /**
     * Waits for it, where the run's options say so.
     *
     * @return who has confirmed; empty: nobody yet, or the run is to stop
     */
    Optional<String> of(PlannedAction.Confirm question) throws InterruptedException {
        if (options.confirm().test(question.question())) {
            return Optional.of(System.getProperty("user.name"));
        }
        Optional<Request> confirmation = posted(question);
        if (confirmation.isEmpty() && options.waitForConfirmation()) {
            confirmation = await(question);
        }
        return confirmation.map(request -> {
            session.answer(request, Answer.accepted("confirmed by " + request.byWhomAndWhy()));
            return request.byWhomAndWhy();
        });
    }

    private Optional<Request> await(PlannedAction.Confirm question) throws InterruptedException {
        String text = "waiting for confirmation: %s; from any terminal: amig confirm %s"
                .formatted(question.question(), session.run().migration());
        session.note(Event.Kind.NOTE, question.heading().name(), null, null, text);
        Optional<Request> confirmation = posted(question);
        while (confirmation.isEmpty() && !stop.isRequested() && !stop.isAbandoned()) {
            Thread.sleep(LOOK.toMillis());
            confirmation = posted(question);
        }
        return confirmation;
    }

    private Optional<Request> posted(PlannedAction.Confirm question) {
        return Optional.ofNullable(given.get(String.valueOf(question.heading().index())));
    }
}
