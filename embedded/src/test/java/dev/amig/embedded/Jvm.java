package dev.amig.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Another JVM with this one's classes, and looks at processes. */
public final class Jvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Jvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static Jvm run(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new Jvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public Process process() {
        return process;
    }

    /** The next line of its standard output, null at its end. */
    public String readLine() throws IOException {
        return output.readLine();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(Processes::isRunning).isPresent();
    }

    /** Waits for that time at most. */
    public static void assertGone(long pid, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (isAlive(pid) && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(isAlive(pid)).as("process %d is alive", pid).isFalse();
    }
}
