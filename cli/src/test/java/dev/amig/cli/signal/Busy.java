package dev.amig.cli.signal;

import java.util.concurrent.CountDownLatch;

/** A command that works until it is interrupted, for {@link InterruptsIT}. */
public final class Busy {
    private Busy() {}

    /** @param args {@code hangs}: it does not manage to end */
    public static void main(String... args) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        boolean hangs = args.length > 0;
        Runnable stop = () -> {
            System.out.println("stopping");
            if (!hangs) {
                end.countDown();
            }
        };
        try (Interrupts interrupts = Interrupts.listen(stop, () -> System.out.println("query 7 is left running"))) {
            System.out.println("busy");
            end.await();
            System.out.println("stopped well: " + interrupts.interrupted());
        }
        System.exit(4);
    }
}
