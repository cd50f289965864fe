package dev.amig.run;

import dev.amig.journal.Journal;
import dev.amig.journal.JournalException;
import dev.amig.journal.JournalLostException;
import dev.amig.journal.Lease;
import dev.amig.journal.LeaseLostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a lease alive, and abandons the run when it is lost all the same. Looks for requests in between. Gives the lease back when
 * closed.
 */
final class Heartbeat implements AutoCloseable {
    /** Within a lease's time to live: a single slow write does not lose the cluster. */
    private static final int BEATS = 6;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Journal journal;
    private final Lease lease;
    private final StopSignal stop;
    private final ScheduledExecutorService timer;
    private volatile Runnable listening = () -> {};
    /** When the last renewal that the journal has accepted was sent. */
    private volatile long renewedAt = System.nanoTime();

    /** @param lease has just been acquired */
    Heartbeat(Journal journal, Lease lease, StopSignal stop) {
        this.journal = journal;
        this.lease = lease;
        this.stop = stop;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amig-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::beat, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    Lease lease() {
        return lease;
    }

    /** @param look called about once a second from now on; may fail with a {@link JournalException}, and is then called again */
    void listening(Runnable look) {
        listening = look;
    }

    /**
     * Before anything is sent: a process that slept for longer than a lease lives (a laptop's lid, SIGSTOP) may have been replaced,
     * and must not send what it had decided on before.
     *
     * @throws LeaseLostException it has been replaced
     */
    void assureLease() {
        if (silence().compareTo(lease.timeToLive()) > 0) {
            renew();
        }
    }

    private Duration silence() {
        return Duration.ofNanos(System.nanoTime() - renewedAt);
    }

    private void renew() {
        long sentAt = System.nanoTime();
        try {
            journal.renew(lease);
        } catch (LeaseLostException e) {
            stop.abandon(e.getMessage());
            timer.shutdown();
            throw e;
        }
        renewedAt = sentAt;
    }

    private void beat() {
        try {
            if (silence().compareTo(lease.timeToLive().dividedBy(BEATS)) >= 0) {
                renew();
            }
            listening.run();
        } catch (JournalLostException e) {
            stop.abandon(e.getMessage());
        } catch (JournalException e) {
            // The next beat tries again; the lease outlives several missed ones.
            return;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            journal.release(lease);
        } catch (JournalException e) {
            // It expires by itself. Why it could not be given back is told by whoever could not write before.
            return;
        }
    }
}
