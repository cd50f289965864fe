package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.plan.PlannedCheck;
import dev.amig.progress.ProgressBoard;
import dev.amig.transport.QueryException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the author's {@code PROGRESS} every few seconds. Whatever goes wrong with it, the run goes on with its own percentage. */
final class ProgressWatch implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 3;

    private final Asking asking;
    private final ProgressBoard board;
    private final Optional<ScheduledExecutorService> timer;

    ProgressWatch(Optional<PlannedCheck> progress, Asking asking, ProgressBoard board) {
        this.asking = asking;
        this.board = board;
        this.timer = progress.filter(it -> !it.questions().isEmpty()).map(this::start);
    }

    private ScheduledExecutorService start(PlannedCheck progress) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amig-progress");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(() -> ask(progress), 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
        return executor;
    }

    /** Of several nodes the middle: each tells of its own part. */
    private void ask(PlannedCheck progress) {
        try {
            double sum = 0;
            for (PlannedCheck.Question question : progress.questions()) {
                sum += new BigDecimal(String.valueOf(
                                asking.value(question.node(), question.query().sql())))
                        .doubleValue();
            }
            board.percent(
                    (int) Math.max(0, Math.min(100, sum / progress.questions().size())));
        } catch (QueryException | NumberFormatException e) {
            board.ownPercent();
        }
    }

    @Override
    public void close() {
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
