package dev.amig.insight;

import dev.amig.journal.Event;
import dev.amig.journal.Journal;
import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.StopSignal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What people do to a run from outside of its process: they post it into the journal, and follow what the run's own process makes
 * of it. Where none lives, that is told, and whoever asks may act instead.
 */
public final class Steering {
    private static final long LOOK_MILLIS = 300;
    private static final Set<RunStatus> UNDER_WAY = EnumSet.of(
            RunStatus.STARTING,
            RunStatus.RUNNING,
            RunStatus.WAITING_FOR_CONFIRMATION,
            RunStatus.STOPPING,
            RunStatus.ROLLING_BACK);

    private final Journal journal;
    private final Run run;
    private final Consumer<Event> told;
    private long seen;

    /** @param told hears the run's events from now on */
    public Steering(Journal journal, Run run, Consumer<Event> told) {
        this.journal = journal;
        this.run = run;
        this.told = told;
        List<Event> before = journal.events(run.id(), 0);
        this.seen = before.isEmpty() ? 0 : before.get(before.size() - 1).sequence();
    }

    /** @param because why; may be empty */
    public Request stop(StopSignal.After after, String by, String because) {
        return journal.post(run.id(), Request.Kind.STOP, after.name(), by, because);
    }

    /**
     * Answers the question that the run waits for; no later one.
     *
     * @throws IllegalStateException with a sentence, when it waits for none
     */
    public Request confirm(String by, String because) {
        Run now = now();
        OptionalInt question = now.actionIndex();
        if (now.status() != RunStatus.WAITING_FOR_CONFIRMATION || question.isEmpty()) {
            throw new IllegalStateException("run %d of %s is %s; it waits for no confirmation"
                    .formatted(now.id(), now.title(), now.status().title()));
        }
        return journal.post(run.id(), Request.Kind.CONFIRM, String.valueOf(question.getAsInt()), by, because);
    }

    /**
     * Changes something in what the run does at this moment.
     *
     * @param because why; may be empty
     */
    public Request set(String name, String value, String by, String because) {
        return journal.post(run.id(), Request.Kind.SET, name + "=" + value, by, because);
    }

    /** Whether a living process drives this very run. */
    public boolean isDriven() {
        return RunFacts.read(journal, run).isDriven();
    }

    /** @return what the run's process says; empty: none lives */
    public Optional<Answer> awaitAnswer(Request request) throws InterruptedException {
        return await(() -> journal.request(request.id()).flatMap(Request::answer));
    }

    /** @return the run when nothing of it goes on any more, rolled back where that was wanted; empty: its process has ended before */
    public Optional<Run> awaitEnd() throws InterruptedException {
        return await(() -> Optional.of(now()).filter(it -> !UNDER_WAY.contains(it.status())));
    }

    private <T> Optional<T> await(Supplier<Optional<T>> look) throws InterruptedException {
        while (true) {
            // Before the look: what a process has written as its last is seen although it is gone by then.
            boolean driven = isDriven();
            Optional<T> seenNow = look.get();
            tell();
            if (seenNow.isPresent() || !driven) {
                return seenNow;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void tell() {
        for (Event event : journal.events(run.id(), seen)) {
            seen = event.sequence();
            told.accept(event);
        }
    }

    private Run now() {
        return journal.run(run.id()).orElseThrow();
    }
}
