package dev.amig.editor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.editor.service.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;

class PositionsTest {
    @Test
    void an_emoji_counts_two_as_utf_16_has_it() {
        var positions = new Positions("a😀b\nc");
        assertThat(positions.position(3)).isEqualTo(new Position(0, 3));
        assertThat(positions.offset(new Position(0, 3))).isEqualTo(3);
        assertThat(positions.range(new Span(3, 6))).isEqualTo(new Range(new Position(0, 3), new Position(1, 1)));
    }

    @Test
    void lines_end_in_all_three_ways() {
        var positions = new Positions("a\r\nb\rc\nd");
        assertThat(positions.position(3)).isEqualTo(new Position(1, 0));
        assertThat(positions.position(5)).isEqualTo(new Position(2, 0));
        assertThat(positions.position(7)).isEqualTo(new Position(3, 0));
        assertThat(positions.position(8)).isEqualTo(new Position(3, 1));
    }

    @Test
    void a_place_behind_a_lines_end_is_that_end() {
        var positions = new Positions("ab\r\ncd");
        assertThat(positions.offset(new Position(0, 99))).isEqualTo(2);
        assertThat(positions.offset(new Position(1, 99))).isEqualTo(6);
        assertThat(positions.offset(new Position(7, 0))).isEqualTo(6);
    }

    @Test
    void an_empty_text_has_one_place() {
        assertThat(new Positions("").position(0)).isEqualTo(new Position(0, 0));
        assertThat(new Positions("").offset(new Position(0, 0))).isZero();
    }
}
