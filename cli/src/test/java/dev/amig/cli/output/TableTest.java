package dev.amig.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table()
            .left("NODE")
            .right("ROWS")
            .left("STATE")
            .row("s1r1", 1_000_000, "running")
            .row("s2r1", 7, "");

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_numbers_end_below_each_other() {
        StringWriter out = new StringWriter();
        table.print(Terminal.plain(out, out));
        assertThat(out).hasToString("""
                NODE     ROWS  STATE
                s1r1  1000000  running
                s2r1        7
                """);
    }

    @Test
    void on_a_narrow_terminal_lines_are_cut_and_headings_stand_out() {
        StringWriter out = new StringWriter();
        table.print(Terminal.interactive(out, out, true, () -> new TerminalSize(12, 24)));
        assertThat(out).hasToString("\u001B[1mNODE     RO…\u001B[0m\ns1r1  10000…\ns2r1       …\n");
    }

    @Test
    void long_texts_make_room_for_numbers() {
        StringWriter out = new StringWriter();
        new Table()
                .left("MIGRATION")
                .left("ACTION")
                .right("ROWS")
                .row("0001_create_events", "every_shard_answers", 1_000_000)
                .row("0002", "swap", 7)
                .print(Terminal.interactive(out, out, false, () -> new TerminalSize(36, 24)));
        assertThat(out).hasToString("""
                MIGRATION     ACTION            ROWS
                0001_create…  every_shard_…  1000000
                0002          swap                 7
                """);
    }

    @Test
    void wide_letters_count_as_two_cells_and_colours_as_none() {
        StringWriter out = new StringWriter();
        new Table()
                .left("A")
                .left("B")
                .row("表", "x")
                .row(Colour.GOOD.wrap("ok"), "y")
                .print(Terminal.plain(out, out));
        assertThat(out).hasToString("A   B\n表  x\n\u001B[32mok\u001B[0m  y\n");
    }

    @Test
    void a_row_with_another_number_of_cells_is_a_defect() {
        assertThatThrownBy(() -> table.row("s1r1")).hasMessage("1 cells for 3 columns");
    }
}
