package dev.amig.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalSizeTest {
    @Test
    void stty_answers_rows_before_columns() {
        assertThat(SizeOfTerminal.parse("50 132\n")).isEqualTo(new TerminalSize(132, 50));
    }

    @Test
    void a_terminal_that_does_not_know_its_size_counts_as_a_usual_one() {
        assertThat(SizeOfTerminal.parse("0 0\n")).isEqualTo(new TerminalSize(80, 24));
        assertThat(SizeOfTerminal.parse("")).isEqualTo(new TerminalSize(80, 24));
    }
}
