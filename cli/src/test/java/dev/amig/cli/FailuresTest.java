package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.output.Terminal;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
    @Test
    void a_failure_is_one_error_with_what_to_do_and_its_own_exit_code() {
        var failure = CommandException.of(
                        ExitCode.NOT_ROLLED_BACK, "shard 2 has the new table, shard 1 the old one", null)
                .withHint("amig status");
        assertThat(failing(failure)).isEqualTo(new Call(3, "", """
                error: shard 2 has the new table, shard 1 the old one
                  help: amig status
                """));
    }

    @Test
    void what_nobody_expected_is_called_a_defect() {
        assertThat(failing(new IllegalStateException("the plan has no nodes"))).isEqualTo(new Call(70, "", """
                error: amig itself failed: java.lang.IllegalStateException: the plan has no nodes
                  help: please report it with what '--verbose' adds to this message
                """));
    }

    @Test
    void a_stack_trace_is_shown_only_to_those_who_ask() {
        var failure = CommandException.failed("no", new IllegalStateException("why"));
        assertThat(failing(failure).err()).isEqualTo("error: no\n");
        assertThat(failing(failure, "--verbose").err())
                .startsWith("error: no\ndev.amig.cli.CommandException: no\n\tat ")
                .contains("\nCaused by: java.lang.IllegalStateException: why\n");
    }

    private static Call failing(Exception failure, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = Terminal.plain(out, err);
        CommandLine commandLine = Amig.commandLine(terminal);
        commandLine.addSubcommand(new Failing(failure));
        commandLine
                .setExecutionExceptionHandler(Failures::failed)
                .setOut(terminal.out())
                .setErr(terminal.err());
        String[] args = new String[options.length + 1];
        System.arraycopy(options, 0, args, 0, options.length);
        args[options.length] = "fail";
        int exitCode = commandLine.execute(args);
        terminal.flush();
        return new Call(exitCode, out.toString(), err.toString());
    }

    @Command(name = "fail")
    private static final class Failing extends AmigCommand {
        private final Exception failure;

        private Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        protected ExitCode execute() throws Exception {
            throw failure;
        }
    }
}
