package dev.amig.faults;

import dev.amig.faults.KilledRunner.Victim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the processes that are going to be killed. */
final class Killing {
    private static final int KILLED = 128 + 9;

    private final Address address;
    private final Class<? extends Scenario> scenario;

    Killing(Address address, Class<? extends Scenario> scenario) {
        this.address = address;
        this.scenario = scenario;
    }

    /** Returns when all of them are dead. */
    void kill(List<Victim> victims) throws IOException, InterruptedException {
        Process process = java(KilledRunner.class);
        String orders = scenario.getName() + "\n" + address.text() + "\n"
                + victims.stream().map(Victim::text).collect(Collectors.joining(" ")) + "\n";
        process.getOutputStream().write(orders.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != KILLED) {
            throw new AssertionError("the runner was to be killed, and ended with " + exitCode + ":\n" + output);
        }
    }

    /** A Java that starts fast: it lives for seconds. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Damig.copy.rows=" + LiveTables.ROWS,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
