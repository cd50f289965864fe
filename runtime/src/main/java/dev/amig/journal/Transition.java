package dev.amig.journal;

import static dev.amig.journal.Cause.CONFIRM;
import static dev.amig.journal.Cause.HEALTH_WATCH;
import static dev.amig.journal.Cause.NEXT_RUNNER;
import static dev.amig.journal.Cause.ROLLBACK;
import static dev.amig.journal.Cause.RUN;
import static dev.amig.journal.Cause.RUNNER;
import static dev.amig.journal.Cause.START_CHECK;
import static dev.amig.journal.Cause.STOP;
import static dev.amig.journal.RunStatus.COMPLETED;
import static dev.amig.journal.RunStatus.ERRORED;
import static dev.amig.journal.RunStatus.FAILED_AT_STARTUP;
import static dev.amig.journal.RunStatus.NOT_REQUIRED;
import static dev.amig.journal.RunStatus.NOT_STARTED;
import static dev.amig.journal.RunStatus.PAUSED;
import static dev.amig.journal.RunStatus.ROLLBACK_FAILED;
import static dev.amig.journal.RunStatus.ROLLED_BACK;
import static dev.amig.journal.RunStatus.ROLLING_BACK;
import static dev.amig.journal.RunStatus.RUNNING;
import static dev.amig.journal.RunStatus.STARTING;
import static dev.amig.journal.RunStatus.STOPPING;
import static dev.amig.journal.RunStatus.WAITING_FOR_CONFIRMATION;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way from a status to another, and who may take it. {@link #TABLE} is all there are: the journal refuses every other one.
 * What is written with it follows from the status it leads to: {@link RunStatus#carriesError()}, {@link RunStatus#isOpen()}.
 *
 * @param when what has happened, for a person
 */
public record Transition(RunStatus from, RunStatus to, Set<Cause> causes, String when) {
    public static final List<Transition> TABLE = List.of(
            way(NOT_STARTED, STARTING, "a run begins", RUN),
            way(STARTING, RUNNING, "all start checks hold", START_CHECK),
            way(STARTING, FAILED_AT_STARTUP, "a start check does not hold", START_CHECK),
            way(STARTING, NOT_REQUIRED, "`REQUIRED WHEN` says no", START_CHECK),
            way(STARTING, STOPPING, "a stop comes before the first action", STOP),
            way(RUNNING, WAITING_FOR_CONFIRMATION, "a `CONFIRM` is reached", RUNNER),
            way(RUNNING, PAUSED, "an action failed, and nothing may or can be rolled back", RUNNER, HEALTH_WATCH),
            way(RUNNING, STOPPING, "a stop is asked for", STOP),
            way(RUNNING, ERRORED, "an action failed, nothing runs any more", RUNNER, HEALTH_WATCH),
            way(RUNNING, COMPLETED, "every action is finished on every node", RUNNER),
            way(WAITING_FOR_CONFIRMATION, RUNNING, "the question is answered with yes", CONFIRM),
            way(WAITING_FOR_CONFIRMATION, PAUSED, "as from Running", HEALTH_WATCH),
            way(WAITING_FOR_CONFIRMATION, STOPPING, "a stop is asked for", STOP),
            way(WAITING_FOR_CONFIRMATION, ERRORED, "as from Running", HEALTH_WATCH),
            way(WAITING_FOR_CONFIRMATION, ROLLING_BACK, "a rollback is asked for", ROLLBACK),
            way(PAUSED, RUNNING, "it is gone on with", RUN),
            way(PAUSED, ROLLING_BACK, "a rollback is asked for", ROLLBACK),
            way(STOPPING, PAUSED, "nothing runs any more; what was done stays", RUNNER, NEXT_RUNNER),
            way(
                    STOPPING,
                    ROLLING_BACK,
                    "nothing runs any more; what was done is undone",
                    RUNNER,
                    NEXT_RUNNER,
                    ROLLBACK),
            way(STOPPING, FAILED_AT_STARTUP, "nothing was done", RUNNER, NEXT_RUNNER),
            way(ERRORED, ROLLING_BACK, "what was done is undone", RUNNER, NEXT_RUNNER, ROLLBACK),
            way(ROLLING_BACK, ROLLED_BACK, "all that had started is undone", RUNNER),
            way(ROLLING_BACK, ROLLBACK_FAILED, "a statement of the rollback failed", RUNNER),
            way(ROLLBACK_FAILED, ROLLING_BACK, "the rollback is tried again", RUN, ROLLBACK),
            way(COMPLETED, ROLLING_BACK, "a rollback is asked for", ROLLBACK));

    private static Transition way(RunStatus from, RunStatus to, String when, Cause first, Cause... others) {
        return new Transition(from, to, EnumSet.of(first, others), when);
    }

    public static Optional<Transition> between(RunStatus from, RunStatus to) {
        return TABLE.stream().filter(it -> it.from == from && it.to == to).findFirst();
    }

    /** Whether there is such a way, and it is this one's to take. */
    public static boolean isAllowed(RunStatus from, RunStatus to, Cause by) {
        return between(from, to).filter(it -> it.causes.contains(by)).isPresent();
    }

    /** @throws IllegalStateException with a sentence, when there is no such way or it is not this one's to take */
    static void check(long run, RunStatus from, RunStatus to, Cause by) {
        Transition transition = between(from, to)
                .orElseThrow(() -> new IllegalStateException(
                        "run " + run + " is " + from.title() + " and cannot become " + to.title()));
        if (!transition.causes.contains(by)) {
            throw new IllegalStateException(
                    "run %d is %s and cannot be made %s by %s".formatted(run, from.title(), to.title(), by.words()));
        }
    }
}
