package dev.amig.progress;

import dev.amig.transport.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast counters grow: over the last ten seconds, so that a stall shows soon and a hiccup does not make the number jump. */
final class Rate {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    /** Servers report ten times a second; the window needs no more than twenty of them. */
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);

    private static final double MILLIS = 1000.0;

    private record Sample(Instant at, long rows, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long rows;
    private long bytes;

    /** From here on, counted from nothing. */
    void begin(Instant now) {
        if (samples.isEmpty()) {
            samples.add(new Sample(now, 0, 0));
        }
    }

    /** From here on, counted from what is there already. */
    void restart(Instant now, Counters counters) {
        rows = counters.rows();
        bytes = counters.bytes();
        samples.clear();
        samples.add(new Sample(now, rows, bytes));
    }

    void sample(Instant now, Counters counters) {
        begin(now);
        rows = counters.rows();
        bytes = counters.bytes();
        if (Duration.between(samples.getLast().at(), now).compareTo(BETWEEN_SAMPLES) >= 0) {
            samples.add(new Sample(now, rows, bytes));
        }
        forgetBefore(now.minus(WINDOW));
    }

    double rowsPerSecond(Instant now) {
        return samples.isEmpty() ? 0 : Math.max(0, rows - samples.getFirst().rows()) / seconds(now);
    }

    double bytesPerSecond(Instant now) {
        return samples.isEmpty() ? 0 : Math.max(0, bytes - samples.getFirst().bytes()) / seconds(now);
    }

    /** The youngest of the old ones stays: the window begins with it. */
    private void forgetBefore(Instant begin) {
        while (samples.size() > 1) {
            Sample first = samples.removeFirst();
            if (samples.getFirst().at().isAfter(begin)) {
                samples.addFirst(first);
                return;
            }
        }
    }

    private double seconds(Instant now) {
        return Math.max(1, Duration.between(samples.getFirst().at(), now).toMillis()) / MILLIS;
    }
}
