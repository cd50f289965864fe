package dev.amig.run;

import dev.amig.gate.Asking;
import java.time.Duration;

/** Kills what a run only asks, from when it is stopped until it has ended: one question may follow another. */
final class QuestionKiller {
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(250);

    private final Asking asking;
    private volatile boolean ended;

    QuestionKiller(Asking asking) {
        this.asking = asking;
    }

    void start() {
        Thread thread = new Thread(this::kill, "amig-stop-questions");
        thread.setDaemon(true);
        thread.start();
    }

    private void kill() {
        try {
            while (!ended) {
                asking.cancelAll();
                Thread.sleep(BETWEEN_KILLS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is asked from now on is let be. */
    void end() {
        ended = true;
    }
}
