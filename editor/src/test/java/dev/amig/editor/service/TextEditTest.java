package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextEditTest {
    @Test
    void only_what_differs_is_replaced() {
        assertThat(TextEdit.between("STEP s  ON x;", "STEP s ON x;")).isEqualTo(new TextEdit(new Span(7, 8), ""));
        assertThat(TextEdit.between("ab", "axb")).isEqualTo(new TextEdit(new Span(1, 1), "x"));
        assertThat(TextEdit.between("aaa", "aa")).isEqualTo(new TextEdit(new Span(2, 3), ""));
        assertThat(TextEdit.between("", "a")).isEqualTo(new TextEdit(new Span(0, 0), "a"));
    }
}
