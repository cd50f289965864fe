package dev.amig.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands in processes of their own, all of which end with their test. */
final class AmigProcesses {
    private final List<Process> started = new ArrayList<>();

    /** @param out gets both of its outputs */
    Process start(Path out, String... arguments) throws IOException {
        return start(List.of(), out, arguments);
    }

    Process start(List<String> javaOptions, Path out, String... arguments) throws IOException {
        // A build under nohup, or in the background of a shell, hands down signals that are ignored. As ./amig does it,
        // for
        // programs that run for seconds: half of the work of starting one is that of the compiler which makes it fast
        // later.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Amig.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Its nodes and its journal end by themselves when they see that it is gone. */
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }
}
