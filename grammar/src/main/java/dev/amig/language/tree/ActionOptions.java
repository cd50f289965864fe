package dev.amig.language.tree;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What any action may carry: {@code SETTINGS}, {@code TIMEOUT}, {@code RETRY}, {@code ON ERROR}, {@code IDEMPOTENT}. */
public record ActionOptions(
        List<Setting> settings,
        Optional<Duration> timeout,
        Optional<Retry> retry,
        Optional<OnError> onError,
        boolean idempotent) {

    public static final ActionOptions NONE =
            new ActionOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public ActionOptions {
        settings = List.copyOf(settings);
    }

    /** {@code RETRY n TIMES [EVERY d]}. */
    public record Retry(int times, Optional<Duration> every) {}

    public enum OnError {
        ROLLBACK,
        PAUSE
    }
}
