package dev.amig.journal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long a lost database is waited for: counted once for all who wait, from the first failure behind the last success. */
final class Patience {
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final long NOT_LOST = 0;

    private final Duration atMost;
    private final AtomicLong lostSince = new AtomicLong(NOT_LOST);

    Patience(Duration atMost) {
        this.atMost = atMost;
    }

    Duration atMost() {
        return atMost;
    }

    void answered() {
        lostSince.set(NOT_LOST);
    }

    /** @return whether it has ended */
    boolean failed() {
        // A clock that happens to stand at 0 would look like none.
        lostSince.compareAndSet(NOT_LOST, System.nanoTime() | 1);
        return System.nanoTime() - lostSince.get() >= atMost.toNanos();
    }

    /** @param tries so far, from 1 */
    void pause(int tries) {
        long delay = Math.min(FIRST_DELAY.toMillis() << Math.min(tries - 1, 10), LONGEST_DELAY.toMillis());
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the journal was waited for", e);
        }
    }
}
