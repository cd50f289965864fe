package dev.amig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What can be done to a process, whoever started it. */
final class Processes {
    private static final int KILL_SECONDS = 5;
    private static final long POLL_MILLIS = 10;

    private Processes() {}

    /** Asks it to end (SIGTERM) and waits; then ends it by force. */
    static void end(ProcessHandle process, int patienceSeconds) {
        process.destroy();
        if (!awaitEnd(process, patienceSeconds)) {
            process.destroyForcibly();
            awaitEnd(process, KILL_SECONDS);
        }
    }

    static boolean awaitEnd(ProcessHandle process, int seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (isRunning(process)) {
                if (System.nanoTime() > until) {
                    return false;
                }
                Thread.sleep(POLL_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A zombie is not: where nobody waits for orphans (process 1 of many containers), it stays for ever. But its other threads may
     * still be ending, and hold files and ports until they have.
     */
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        return status(pid, "State:").filter(state -> state.startsWith("Z")).isPresent() && threads(pid) <= 1;
    }

    private static int threads(long pid) {
        String[] threads =
                Path.of("/proc", String.valueOf(pid), "task").toFile().list();
        return threads == null ? 0 : threads.length;
    }

    /** SIGSTOP, SIGCONT: Java has no call for them. */
    static void signal(long pid, String name) {
        try {
            int exitCode = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new EmbeddedException(
                        "process " + pid + " cannot be sent SIG" + name + ": kill gave exit code " + exitCode);
            }
        } catch (IOException e) {
            throw new EmbeddedException("process " + pid + " cannot be sent SIG" + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Memory of the whole process; 0 where the operating system does not tell it in a file. */
    static long residentBytes(long pid) {
        return status(pid, "VmRSS:")
                .map(kibibytes -> 1024 * Long.parseLong(kibibytes.replaceAll("\\D", "")))
                .orElse(0L);
    }

    private static Optional<String> status(long pid, String key) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
