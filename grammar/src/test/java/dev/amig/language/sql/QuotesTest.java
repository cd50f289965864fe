package dev.amig.language.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotesTest {
    /** What ClickHouse 26.7 makes of each literal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ''                  | ~~
        'a'                 | a
        'a''b'              | a'b
        'a\\'b'             | a'b
        'a\\\\b'            | a\\b
        'a\\"\\`\\/\\=b'    | a"`/=b
        '\\d+\\.\\%\\_\\q'  | \\d+\\.\\%\\_\\q
        '\\x41\\x4'         | A\\x4
        'a\\Nb'             | ab
        '${x}'              | ${x}
        """)
    void a_literal_stands_for(String literal, String value) {
        assertThat(Literals.unquote(literal)).isEqualTo(value);
    }

    @Test
    void control_characters_are_escaped() {
        assertThat(Literals.quote("a\n\r\t\b\f\0\\'`\"")).isEqualTo("'a\\n\\r\\t\\b\\f\\0\\\\\\'`\"'");
        assertThat(Literals.unquote("'\\a\\b\\e\\f\\n\\r\\t\\v\\0'")).isEqualTo("\u0007\b\u001B\f\n\r\t\u000B\0");
    }

    @Test
    void identifiers_are_quoted_whatever_they_hold() {
        assertThat(Identifiers.quote("a.b")).isEqualTo("`a.b`");
        assertThat(Identifiers.quote("a`b\\")).isEqualTo("`a\\`b\\\\`");
        assertThat(Identifiers.quotePath("db.a b")).isEqualTo("`db`.`a b`");
        assertThat(Identifiers.unquote("`a``b\\`c`")).isEqualTo("a`b`c");
        assertThat(Identifiers.isPlain("a_1")).isTrue();
        assertThat(Identifiers.isPlain("1a")).isFalse();
        assertThat(Identifiers.isPlain("")).isFalse();
    }

    @Test
    void any_text_survives_quoting() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String text = random.ints(random.nextInt(20), 0, 300)
                    .map(it -> it % 7 == 0 ? "\\'`\"\n\0x4".charAt(it % 8) : it)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Literals.unquote(Literals.quote(text))).isEqualTo(text);
            assertThat(Identifiers.unquote(Identifiers.quote(text))).isEqualTo(text);
            assertThat(StatementSplitter.split(Literals.quote(text))).hasSize(1);
        }
    }

    @Test
    void each_character_of_a_literal_knows_its_place() {
        var places = Literals.placesIn("'a''b\\n\\x41c' and more");
        assertThat(places.origin(0)).isEqualTo(1);
        assertThat(places.origin(1)).isEqualTo(2);
        assertThat(places.origin(2)).isEqualTo(4);
        assertThat(places.origin(3)).isEqualTo(5);
        assertThat(places.origin(4)).isEqualTo(7);
        assertThat(places.origin(5)).isEqualTo(11);
    }
}
