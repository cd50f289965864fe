package dev.amig.cli.signal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C while a command works: the first one asks it to end well, the second one leaves at once. A closed terminal (HUP) and
 * {@code kill} (TERM) count like Ctrl-C (INT).
 *
 * <pre>{@code
 * try (Interrupts interrupts = Interrupts.listen(run::stop, () -> err.println("left running: …"))) {
 *     …
 * }
 * }</pre>
 */
public final class Interrupts implements AutoCloseable {
    /** As a shell reports a process that Ctrl-C ended: 128 and the number of INT. */
    public static final int EXIT_CODE = 130;

    private final Runnable stop;
    private final Runnable leave;
    private final AtomicInteger count = new AtomicInteger();
    private final List<Runnable> before;

    private Interrupts(Runnable stop, Runnable leave) {
        this.stop = stop;
        this.leave = leave;
        this.before = List.of(
                Signals.handle("INT", this::interrupt),
                Signals.handle("TERM", this::interrupt),
                Signals.handle("HUP", this::interrupt));
    }

    /**
     * From now until {@link #close()}.
     *
     * @param stop  called at the first interrupt, on a thread of its own; may take its time
     * @param leave called at the second one, to say what is left behind; right after it the process ends with
     *              {@link #EXIT_CODE}, without shutdown hooks, even if {@code stop} hangs
     */
    public static Interrupts listen(Runnable stop, Runnable leave) {
        return new Interrupts(stop, leave);
    }

    /** Whether somebody wants the command to end. */
    public boolean interrupted() {
        return count.get() > 0;
    }

    /** From now on an interrupt ends the process as if nobody had listened. */
    @Override
    public void close() {
        before.forEach(Runnable::run);
    }

    private void interrupt() {
        if (count.incrementAndGet() == 1) {
            stop.run();
            return;
        }
        try {
            leave.run();
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
