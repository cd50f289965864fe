package dev.amig.journal;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a run stands. Where it may go from there is {@link Transition#TABLE}. */
public enum RunStatus {
    /** Of a migration that has no run; never that of a run. */
    NOT_STARTED("Not started", "no run of the migration was ever begun"),
    STARTING("Starting", "the start checks are being made; nothing was done yet"),
    RUNNING("Running", "actions are carried out, or their runner has ended and `amig run` goes on with them"),
    PAUSED("Paused", "nothing runs; a person decides whether it goes on or is rolled back"),
    WAITING_FOR_CONFIRMATION("Waiting for confirmation", "a `CONFIRM` waits for its answer"),
    STOPPING("Stopping", "no new statement is sent, and what runs is killed and proved gone"),
    ERRORED("Errored", "an action failed and nothing is running any more; the rollback comes next"),
    ROLLING_BACK("Rolling back", "what was started is undone, from the last action to the first"),
    ROLLED_BACK("Rolled back", "all that had started is undone; a new run may begin"),
    ROLLBACK_FAILED("Rollback failed", "a statement of the rollback failed; it can be tried again"),
    FAILED_AT_STARTUP("Failed at startup", "a check failed before any action; nothing was done"),
    COMPLETED("Completed successfully", "every action is finished on every node"),
    /** Not the same as completed: it is asked again next time. */
    NOT_REQUIRED("Not required", "`REQUIRED WHEN` said no; it is asked again next time");

    private static final Set<RunStatus> CARRYING_ERROR =
            EnumSet.of(ERRORED, FAILED_AT_STARTUP, ROLLBACK_FAILED, PAUSED, STOPPING);
    private static final Set<RunStatus> OPEN = EnumSet.of(
            STARTING, RUNNING, PAUSED, WAITING_FOR_CONFIRMATION, STOPPING, ERRORED, ROLLING_BACK, ROLLBACK_FAILED);

    private final String title;
    private final String meaning;

    RunStatus(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** What it says of the run, for the manual. */
    public String meaning() {
        return meaning;
    }

    public Set<RunStatus> allowedNext() {
        return Transition.TABLE.stream()
                .filter(it -> it.from() == this)
                .map(Transition::to)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunStatus.class)));
    }

    /** Whether why a run came here is kept as its error, until it is running again. */
    public boolean carriesError() {
        return CARRYING_ERROR.contains(this);
    }

    /** Whether a run in this status can still be gone on with; where it cannot, it has a time at which it finished. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** Whether migrations that depend on this one may run. */
    public boolean satisfiesDependents() {
        return this == COMPLETED || this == NOT_REQUIRED;
    }
}
