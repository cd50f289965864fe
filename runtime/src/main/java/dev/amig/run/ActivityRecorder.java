package dev.amig.run;

import dev.amig.journal.Journal;
import dev.amig.journal.JournalException;
import dev.amig.journal.Lease;
import dev.amig.progress.ProgressBoard;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes down what the runner sees, so that {@code amig status --watch} and {@code amig why} see it from anywhere. */
final class ActivityRecorder implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 1;

    private final Journal journal;
    private final Lease lease;
    private final long run;
    private final ProgressBoard board;
    private final ScheduledExecutorService timer;

    ActivityRecorder(Journal journal, Lease lease, long run, ProgressBoard board) {
        this.journal = journal;
        this.lease = lease;
        this.run = run;
        this.board = board;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amig-activity");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::record, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private void record() {
        try {
            journal.recordActivity(lease, run, board.snapshot());
        } catch (JournalException e) {
            // Nothing rests on it. Whether the journal is lost, the run itself finds out.
            return;
        }
    }

    /** The last of it stays: what was seen when the runner left. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
