package dev.amig.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be done to a process, whoever started it. */
final class Processes {
    private static final int KILL_SECONDS = 5;

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
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
