package dev.amig.language.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A new keyword takes a name away from people who used it: {@code keywords.txt} shows that in a review. */
class KeywordTest {
    private static final Path FILE = Path.of("src", "test", "resources", "keywords.txt");

    @Test
    void keywords_are_these_and_those_that_may_be_names_are_marked() throws IOException {
        var lines = keywords().stream()
                .map(it -> it + (isName(it) ? " (also a name)" : ""))
                .toList();
        if (System.getProperty("amig.test.write") != null) {
            Files.write(FILE, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(FILE));
    }

    @Test
    void a_keyword_is_read_in_any_case_and_in_backticks_it_is_a_name() {
        for (String keyword : keywords()) {
            for (String written : List.of(
                    keyword,
                    keyword.toLowerCase(Locale.ROOT),
                    keyword.charAt(0) + keyword.substring(1).toLowerCase(Locale.ROOT))) {
                var token = new AmigLexer(new SourceCharStream(new Source("k", written))).nextToken();
                assertThat(Tokens.keyword(token.getType())).isEqualTo(keyword);
                assertThat(isName("`" + written + "`")).isTrue();
            }
        }
    }

    @Test
    void a_keyword_that_is_no_name_says_so() {
        for (String keyword : keywords()) {
            if (!isName(keyword) && !keyword.equals("ON")) {
                assertThatThrownBy(() -> parse(keyword))
                        .hasMessageStartingWith(
                                "m.amig:1:19: a step's name cannot be the keyword %s; write `%s` or choose another\n"
                                        .formatted(keyword, keyword));
            }
        }
    }

    private static boolean isName(String word) {
        try {
            return parse(word);
        } catch (SyntaxException e) {
            return false;
        }
    }

    private static boolean parse(String name) {
        MigrationParser.parse(new Source("m.amig", "MIGRATION m; STEP " + name + " ON ANY NODE { x };"));
        return true;
    }

    private static List<String> keywords() {
        var keywords = new ArrayList<String>();
        for (int type = 1; type <= AmigLexer.VOCABULARY.getMaxTokenType(); type++) {
            if (Tokens.keyword(type) != null) {
                keywords.add(Tokens.keyword(type));
            }
        }
        return keywords;
    }
}
