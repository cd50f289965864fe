package dev.amig.journal;

import java.util.EnumSet;
import java.util.Set;

/** Where a run stands, and where it may go from there. */
public enum RunStatus {
    STARTING("Starting"),
    RUNNING("Running"),
    PAUSED("Paused"),
    WAITING_FOR_CONFIRMATION("Waiting for confirmation"),
    STOPPING("Stopping"),
    /** An action failed and nothing is running any more. */
    ERRORED("Errored"),
    ROLLING_BACK("Rolling back"),
    ROLLED_BACK("Rolled back"),
    ROLLBACK_FAILED("Rollback failed"),
    /** A check failed before any action; nothing was done. */
    FAILED_AT_STARTUP("Failed at startup"),
    COMPLETED("Completed successfully"),
    /** {@code REQUIRED WHEN} said no. Not the same as completed: it is asked again next time. */
    NOT_REQUIRED("Not required");

    private final String title;

    RunStatus(String title) {
        this.title = title;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    public Set<RunStatus> allowedNext() {
        return switch (this) {
            case STARTING -> EnumSet.of(RUNNING, FAILED_AT_STARTUP, NOT_REQUIRED, STOPPING);
            case RUNNING -> EnumSet.of(WAITING_FOR_CONFIRMATION, PAUSED, STOPPING, ERRORED, COMPLETED);
            case WAITING_FOR_CONFIRMATION, PAUSED -> EnumSet.of(RUNNING, STOPPING, ROLLING_BACK);
            case STOPPING -> EnumSet.of(PAUSED, ROLLING_BACK, FAILED_AT_STARTUP);
            case ERRORED -> EnumSet.of(RUNNING, ROLLING_BACK);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, ROLLBACK_FAILED);
            case ROLLBACK_FAILED -> EnumSet.of(ROLLING_BACK);
            case COMPLETED -> EnumSet.of(ROLLING_BACK);
            case ROLLED_BACK, FAILED_AT_STARTUP, NOT_REQUIRED -> EnumSet.noneOf(RunStatus.class);
        };
    }

    /** Whether a run in this status can still be gone on with. */
    public boolean isOpen() {
        return switch (this) {
            case ROLLED_BACK, FAILED_AT_STARTUP, COMPLETED, NOT_REQUIRED -> false;
            default -> true;
        };
    }

    /** Whether migrations that depend on this one may run. */
    public boolean satisfiesDependents() {
        return this == COMPLETED || this == NOT_REQUIRED;
    }
}
