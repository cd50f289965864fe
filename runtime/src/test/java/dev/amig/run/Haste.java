package dev.amig.run;

import dev.amig.journal.Journal;
import dev.amig.progress.ProgressBoard;
import java.time.Clock;
import java.time.Duration;

/** Runners for which time passes faster: what they wait for in vain is certain, and long. */
public final class Haste {
    /** A node that is started again must still be back in time. */
    private static final int TIMES = 4;

    private static final Pace PACE = new Pace() {
        @Override
        public long nanoTime() {
            return System.nanoTime() * TIMES;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.dividedBy(TIMES).toMillis());
        }
    };

    private Haste() {}

    public static Runner runner(Journal journal, Connections connections, RunObserver observer) {
        return new Runner(journal, connections, observer, new ProgressBoard(Clock.systemUTC()), new StopSignal(), PACE);
    }
}
