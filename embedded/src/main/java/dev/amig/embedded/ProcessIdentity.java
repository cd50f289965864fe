package dev.amig.embedded;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be found again later, also from another process.
 *
 * @param started a process with the same number that started at another time is another process
 */
public record ProcessIdentity(long pid, Instant started) {
    /** The kernel counts from its own start; where the clock was set since, the same process seems to have moved a little. */
    private static final long TOLERANCE_MILLIS = 3_000;

    public static ProcessIdentity of(long pid) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
        return new ProcessIdentity(pid, started);
    }

    /** As {@link #toString} wrote it; a text that it did not write names no process. */
    public static ProcessIdentity parse(String text) {
        String[] words = text.strip().split(" ");
        try {
            return new ProcessIdentity(Long.parseLong(words[0]), Instant.parse(words[1]));
        } catch (RuntimeException e) {
            return new ProcessIdentity(-1, Instant.EPOCH);
        }
    }

    /** Empty once it has ended. */
    public Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid).filter(Processes::isRunning).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(moment -> Math.abs(moment.toEpochMilli() - started.toEpochMilli()) < TOLERANCE_MILLIS)
                .isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + started;
    }
}
