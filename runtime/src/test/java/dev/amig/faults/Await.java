package dev.amig.faults;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what is going to happen. */
final class Await {
    private static final long PATIENCE_SECONDS = 60;

    private Await() {}

    static void until(String what, Callable<Boolean> isTrue) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isTrue.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain: " + what);
            }
            Thread.sleep(20);
        }
    }
}
