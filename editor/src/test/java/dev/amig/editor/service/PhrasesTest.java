package dev.amig.editor.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.parser.Lexeme;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    @Test
    void every_keyword_is_explained_alone_or_in_a_phrase() {
        var explained = Phrases.all().keySet().stream()
                .flatMap(it -> Arrays.stream(it.split(" ")))
                .collect(Collectors.toSet());
        var unexplained = new TreeSet<>(Lexeme.keywords());
        unexplained.removeAll(explained);
        assertThat(unexplained).isEmpty();
    }

    @Test
    void an_explanation_has_no_full_stop() {
        assertThat(Phrases.all().values())
                .allSatisfy(it -> assertThat(it).isNotBlank().doesNotEndWith("."));
    }
}
