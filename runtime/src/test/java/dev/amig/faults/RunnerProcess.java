package dev.amig.faults;

import dev.amig.journal.Attempt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A runner in a process of its own, as the test that has started it sees it. To be killed, frozen, or waited for.
 *
 * <p>It says {@code ready}, waits for a line, runs, and says how that ended.
 */
final class RunnerProcess implements AutoCloseable {
    /** In a statement: the process freezes itself (SIGSTOP) when the intent is written, before the statement is sent. */
    static final String FREEZE = "/* freeze before sending */";

    private final Process process;
    private final BufferedReader output;

    private RunnerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param leaseTimeToLive of its lease on the cluster */
    static RunnerProcess start(
            Address address, Class<? extends Scenario> scenario, String database, Duration leaseTimeToLive)
            throws IOException {
        Process process = Killing.java(
                RunnerProcess.class, scenario.getName(), database, String.valueOf(leaseTimeToLive.toMillis()));
        RunnerProcess runner = new RunnerProcess(process);
        runner.tell(address.text());
        runner.awaitLine("ready");
        return runner;
    }

    private void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void go() throws IOException {
        tell("go");
    }

    private void awaitLine(String expected) throws IOException {
        String line = output.readLine();
        if (!expected.equals(line)) {
            throw new AssertionError("instead of '" + expected + "': " + line + "\n" + rest());
        }
    }

    /** All it says until it ends. */
    String rest() throws IOException {
        return String.join("\n", output.lines().toList());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the runner does not end");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(process.pid(), name);
    }

    static void signal(long pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void freezeWhereAsked(Attempt attempt) {
        if (attempt.sql().contains(FREEZE)) {
            try {
                signal(ProcessHandle.current().pid(), "STOP");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Arguments: the scenario's class, its database, the lease's time to live in milliseconds. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Scenario scenario =
                (Scenario) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        Address address = Address.parse(orders.readLine());
        Duration timeToLive = Duration.ofMillis(Long.parseLong(arguments[2]));
        try (Workbench bench = new Workbench(address, timeToLive)) {
            System.out.println("ready");
            orders.readLine();
            System.out.println(bench.drive(scenario, arguments[1], RunnerProcess::freezeWhereAsked, event -> {})
                    .sentence());
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}
