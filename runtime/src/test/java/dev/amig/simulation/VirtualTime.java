package dev.amig.simulation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time that passes only when somebody waits. */
public final class VirtualTime {
    private final AtomicLong nanos = new AtomicLong(1);

    public long nanoTime() {
        return nanos.get();
    }

    /** Returns at once, and as much later. */
    public void sleep(Duration duration) {
        nanos.addAndGet(Math.max(1, duration.toNanos()));
    }
}
