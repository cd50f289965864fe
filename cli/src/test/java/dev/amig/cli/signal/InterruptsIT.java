package dev.amig.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class InterruptsIT {
    private Process busy;
    private BufferedReader out;

    @AfterEach
    void end() {
        busy.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void the_first_interrupt_lets_the_command_end_with_its_own_exit_code(String signal) throws Exception {
        start("exec \"$@\"");
        send(signal);
        assertThat(out.lines()).containsExactly("stopping", "stopped well: true");
        assertThat(exitCode()).isEqualTo(4);
    }

    @Test
    void the_second_one_leaves_at_once_and_says_what_is_left() throws Exception {
        start("exec \"$@\"", "hangs");
        send("INT");
        assertThat(out.readLine()).isEqualTo("stopping");
        send("INT");
        assertThat(out.lines()).containsExactly("query 7 is left running");
        assertThat(exitCode()).isEqualTo(130);
    }

    @Test
    void a_command_started_with_nohup_outlives_its_terminal() throws Exception {
        start("trap '' HUP; exec \"$@\"");
        send("HUP");
        assertThat(busy.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        send("TERM");
        assertThat(out.lines()).containsExactly("stopping", "stopped well: true");
    }

    private void start(String shell, String... args) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // A build under nohup, or in the background of a shell, hands down signals that are ignored.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal",
                "sh",
                "-c",
                shell,
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Busy.class.getName()));
        command.addAll(List.of(args));
        busy = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = busy.inputReader();
        assertThat(out.readLine()).isEqualTo("busy");
    }

    private void send(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(busy.pid()))
                .start()
                .waitFor();
    }

    private int exitCode() throws InterruptedException {
        assertThat(busy.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return busy.exitValue();
    }
}
