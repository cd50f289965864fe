package dev.amig.journal;

/** Who moves a run from one status to the next. */
public enum Cause {
    START_CHECK("a start check"),
    /** What the runner's own work came to. */
    RUNNER("the runner"),
    HEALTH_WATCH("the health watch"),
    /** Goes on with what a runner that has ended left behind. */
    NEXT_RUNNER("the runner after a crash"),
    /** {@code amig run}, {@code amig resume} and {@code amig finalize}. */
    RUN("a person who runs or resumes"),
    CONFIRM("a person who confirms"),
    STOP("a person who stops"),
    ROLLBACK("a person who rolls back");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    /** As people read it, in the middle of a sentence. */
    public String words() {
        return words;
    }
}
