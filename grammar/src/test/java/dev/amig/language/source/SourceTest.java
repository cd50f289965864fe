package dev.amig.language.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceTest {
    @Test
    void columns_count_code_points_and_a_tab_is_one() {
        var source = new Source("a.amig", "a\tb\n😀😀c\r\n\n日d");
        assertThat(source.location(0)).hasToString("a.amig:1:1");
        assertThat(source.location(2)).hasToString("a.amig:1:3");
        assertThat(source.location(source.text().indexOf('c'))).hasToString("a.amig:2:3");
        assertThat(source.location(source.text().indexOf('d'))).hasToString("a.amig:4:2");
        assertThat(source.location(source.text().length())).hasToString("a.amig:4:3");
    }

    @Test
    void a_line_is_without_its_end() {
        var source = new Source("a.amig", "a\r\n\r\nb\n");
        assertThat(source.line(1)).isEqualTo("a");
        assertThat(source.line(2)).isEmpty();
        assertThat(source.line(3)).isEqualTo("b");
        assertThat(source.line(4)).isEmpty();
    }

    @Test
    void an_offset_and_its_location_are_each_other_s_inverse() {
        var source = new Source("a.amig", "\uFEFFa😀b\r\n\n\tc\n");
        assertThat(source.text()).startsWith("a");
        for (int offset = 0; offset <= source.text().length(); offset++) {
            boolean insidePair = offset > 0
                    && Character.isLowSurrogate(
                            source.text().charAt(Math.min(offset, source.text().length() - 1)));
            if (!insidePair || offset == source.text().length()) {
                assertThat(source.offset(source.location(offset))).isEqualTo(offset);
            }
        }
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_at_their_place() {
        byte[] bytes = "MIGRATION m;\n-- caf".getBytes(StandardCharsets.UTF_8);
        byte[] latin = java.util.Arrays.copyOf(bytes, bytes.length + 2);
        latin[bytes.length] = (byte) 0xE9;
        latin[bytes.length + 1] = '\n';
        assertThatThrownBy(() -> Source.decode("a.amig", latin))
                .isInstanceOf(LanguageException.class)
                .hasMessage("""
                        a.amig:2:7: this is not UTF-8 (byte 0xE9 at offset 19)
                          -- caf
                                ^
                          help: save the file as UTF-8""");
    }

    @Test
    void a_caret_stands_under_its_place_on_a_terminal() {
        var source = new Source("a.amig", "\tx '日本e\u0301😀' y");
        var place = source.problem(source.text().indexOf('y'), "here");
        assertThat(place).hasToString("a.amig:1:12: here\n  \tx '日本e\u0301😀' y\n  \t            ^");
    }

    @Test
    void a_map_leads_back_through_several_texts() {
        var inner = SourceMap.builder(10).made(2, 50).copied(4, 60, 3).build();
        assertThat(inner.origin(0)).isEqualTo(10);
        assertThat(inner.origin(1)).isEqualTo(11);
        assertThat(inner.origin(3)).isEqualTo(50);
        assertThat(inner.origin(6)).isEqualTo(62);
        assertThat(inner.origin(99)).isEqualTo(63);
        assertThat(inner.then(SourceMap.copiedFrom(100)).origin(6)).isEqualTo(162);
        assertThat(inner.then(SourceMap.copiedFrom(100))
                        .then(SourceMap.copiedFrom(1000))
                        .origin(3))
                .isEqualTo(1150);
    }
}
