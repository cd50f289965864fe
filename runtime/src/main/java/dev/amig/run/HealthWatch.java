package dev.amig.run;

import dev.amig.gate.Asking;
import dev.amig.plan.PlannedCheck;
import dev.amig.transport.QueryException;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the {@code HEALTHCHECK}s again and again while a migration runs, and stops it when one is not true. A node that cannot
 * be reached is no answer: it fails the check after three tries in a row.
 */
final class HealthWatch implements AutoCloseable {
    /** PostHog's async migrations look every half an hour. */
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(30);

    private static final int TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Asking asking;
    private final StopSignal stop;
    private final ScheduledExecutorService timer;

    HealthWatch(List<PlannedCheck> checks, Asking asking, StopSignal stop) {
        this.asking = asking;
        this.stop = stop;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amig-health");
            thread.setDaemon(true);
            return thread;
        });
        for (PlannedCheck check : checks) {
            long interval = check.every().orElse(DEFAULT_INTERVAL).toMillis();
            timer.scheduleWithFixedDelay(() -> look(check), interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void look(PlannedCheck check) {
        try {
            for (PlannedCheck.Question question : check.questions()) {
                if (!stop.isRequested() && !isHealthy(question)) {
                    stop.fail("HEALTHCHECK (%s) on %s: %s"
                            .formatted(check.location(), question.node(), question.message()));
                }
            }
        } catch (QueryException e) {
            stop.fail("HEALTHCHECK (%s) could not be asked on %s, %d times: %s"
                    .formatted(check.location(), e.node(), TRIES, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHealthy(PlannedCheck.Question question) throws QueryException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return Truth.of(asking.value(question.node(), question.query().sql()));
            } catch (QueryException e) {
                if (tried == TRIES || stop.isRequested()) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
