package dev.amig.run;

import dev.amig.journal.Journal;
import dev.amig.journal.JournalException;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseLostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a lease alive, and stops the run when it is lost all the same. Gives the lease back when closed. */
final class Heartbeat implements AutoCloseable {
    /** Six beats within a lease's time to live (30 s): a single slow write does not lose the cluster. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Journal journal;
    private final Lease lease;
    private final ScheduledExecutorService timer;

    Heartbeat(Journal journal, Lease lease, StopSignal stop) {
        this.journal = journal;
        this.lease = lease;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amig-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(() -> beat(stop), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat(StopSignal stop) {
        try {
            journal.renew(lease);
        } catch (LeaseLostException e) {
            stop.request(e.getMessage());
            timer.shutdown();
        } catch (JournalException e) {
            // The next beat tries again; the lease outlives several missed ones.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        journal.release(lease);
    }
}
