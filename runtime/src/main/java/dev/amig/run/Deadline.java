package dev.amig.run;

import java.time.Duration;

/** A moment from now, on a clock that nobody sets. */
final class Deadline {
    private final long at;

    Deadline(Duration fromNow) {
        this.at = System.nanoTime() + fromNow.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - at >= 0;
    }
}
