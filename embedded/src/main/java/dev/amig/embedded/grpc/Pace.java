package dev.amig.embedded.grpc;

import java.util.concurrent.TimeUnit;

/** Keeps something from happening too often. */
final class Pace {
    private final int millis;
    private long last = System.nanoTime();

    Pace(int millis) {
        this.millis = millis;
    }

    int millis() {
        return millis;
    }

    /** True if the time has passed since it was last true. */
    boolean isDue() {
        long now = System.nanoTime();
        if (now - last < TimeUnit.MILLISECONDS.toNanos(millis)) {
            return false;
        }
        last = now;
        return true;
    }
}
