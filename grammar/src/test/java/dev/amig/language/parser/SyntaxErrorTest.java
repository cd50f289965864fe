package dev.amig.language.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amig.language.ErrorTable;
import dev.amig.language.source.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxErrorTest {
    static List<ErrorTable.Case> cases() {
        return ErrorTable.read("syntax.txt", SyntaxErrorTest::message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_wrong_file_gives_this_message(ErrorTable.Case it) {
        assertThat(message(it.text())).isEqualTo(it.message());
    }

    @Test
    void at_most_twenty_problems_are_reported() {
        String text = "MIGRATION m;\n" + "STPE;\n".repeat(100);
        assertThatThrownBy(() -> MigrationParser.parse(new Source("m.amig", text)))
                .isInstanceOfSatisfying(
                        SyntaxException.class, it -> assertThat(it.problems()).hasSize(20));
    }

    @Test
    void ten_thousand_nested_braces_are_read_in_no_time() {
        String braces = "{".repeat(10_000) + "}".repeat(10_000);
        assertFast("MIGRATION m; STEP s ON ANY NODE {" + braces + "};");
        assertFast("MIGRATION m; STEP s ON ANY NODE {${" + braces + "}};");
        assertFast("MIGRATION m; STEP s ON ANY NODE {" + "{".repeat(10_000) + "};");
        assertFast("MIGRATION m; STEP s ON ANY NODE {" + "/*".repeat(10_000) + "*/".repeat(10_000) + "};");
        assertFast("MIGRATION m; STEP s ON ANY NODE {<#if " + "(".repeat(10_000) + ")".repeat(10_000) + ">};");
    }

    @Test
    void a_megabyte_of_anything_is_refused_in_no_time() {
        for (String piece : List.of(
                "STEP ", "x ", "'", "`", "\"", "{", "}", ";", "$", "<#", "\\", "\0", "😀", "..", "-", "a-b ",
                "STPE;\n")) {
            assertFast(piece.repeat(1_000_000 / piece.length()));
            assertFast("MIGRATION m; STEP s ON ANY NODE {" + piece.repeat(1_000_000 / piece.length()));
        }
    }

    private static void assertFast(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> message(text));
    }

    private static String message(String text) {
        try {
            MigrationParser.parse(new Source("m.amig", text));
            return "no error";
        } catch (SyntaxException e) {
            return e.getMessage();
        }
    }
}
