package dev.amig.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.output.LiveLines.Line;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrawnLinesTest {
    private static final String BEGIN = "\u001B[?2026h\r";
    private static final String END = "\u001B[J\u001B[?2026l";

    private final StringWriter out = new StringWriter();
    private TerminalSize size = new TerminalSize(10, 5);
    private final RedrawnLines lines = RedrawnLines.manual(Terminal.interactive(out, out, true, () -> size));

    @Test
    void the_block_is_drawn_over_the_one_before() {
        lines.show(List.of(line("a"), line("b")));
        assertThat(drawn()).isEqualTo(BEGIN + "a\u001B[K\nb\u001B[K\n" + END);
        lines.show(List.of(line("c")));
        assertThat(drawn()).isEqualTo(BEGIN + "\u001B[2Ac\u001B[K\n" + END);
    }

    @Test
    void nothing_is_drawn_when_nothing_changed() {
        lines.show(List.of(line("a")));
        drawn();
        lines.show(List.of(line("a")));
        assertThat(drawn()).isEmpty();
    }

    @Test
    void only_the_latest_of_many_changes_is_drawn() {
        IntStream.range(0, 1_000).forEach(i -> lines.show(List.of(line("row " + i))));
        assertThat(drawn()).isEqualTo(BEGIN + "row 999\u001B[K\n" + END);
    }

    @Test
    void what_is_said_stays_above_the_block() {
        lines.show(List.of(line("a")));
        drawn();
        lines.say("done: create");
        assertThat(drawn()).isEqualTo(BEGIN + "\u001B[1A\u001B[Jdone: create\na\u001B[K\n" + END);
    }

    @Test
    void a_window_that_became_narrower_is_cleared_of_the_lines_that_it_has_broken() {
        lines.show(List.of(line("0123456789"), line("abc")));
        drawn();
        size = new TerminalSize(4, 5);
        assertThat(drawn())
                .as("three rows and one, though nothing else is new")
                .isEqualTo(BEGIN + "\u001B[4A\u001B[J012…\u001B[K\nabc\u001B[K\n" + END);
        size = new TerminalSize(12, 5);
        assertThat(drawn()).isEqualTo(BEGIN + "\u001B[2A\u001B[J0123456789\u001B[K\nabc\u001B[K\n" + END);
        assertThat(drawn()).isEmpty();
    }

    @Test
    void what_is_said_in_several_lines_leaves_nothing_of_the_block_behind_them() {
        lines.show(List.of(line("0123456789")));
        drawn();
        lines.say("a\nb");
        assertThat(drawn()).isEqualTo(BEGIN + "\u001B[1A\u001B[Ja\nb\n0123456789\u001B[K\n" + END);
    }

    @Test
    void a_long_line_is_cut_to_the_width_and_its_colour_ends() {
        lines.show(List.of(line("0123456789"), line("0123\u001B[32m4567890")));
        assertThat(drawn()).isEqualTo(BEGIN + "0123456789\u001B[K\n0123\u001B[32m45678…\u001B[0m\u001B[K\n" + END);
    }

    @Test
    void more_lines_than_the_window_has_are_counted() {
        lines.show(IntStream.rangeClosed(1, 9).mapToObj(i -> line("n" + i)).toList());
        assertThat(drawn()).isEqualTo(BEGIN + "n1\u001B[K\nn2\u001B[K\nn3\u001B[K\n… and 6 m…\u001B[K\n" + END);
    }

    @Test
    void closing_draws_what_was_not_drawn_yet() {
        lines.show(List.of(line("end")));
        lines.close();
        assertThat(out).hasToString(BEGIN + "end\u001B[K\n" + END);
    }

    private String drawn() {
        out.getBuffer().setLength(0);
        lines.draw();
        return out.toString();
    }

    private static Line line(String text) {
        return new Line(text, "", text);
    }
}
