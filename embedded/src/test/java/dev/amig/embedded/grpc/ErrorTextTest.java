package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorTextTest {
    private static final String TRACE =
            ", Stack trace (when copying this message, always include the lines below):\n\n0. ? @ 0x01\n1. start_thread @ 0x02\n";

    @Test
    void code_name_and_version_are_taken_off() {
        assertParsed(
                "Code: 60. DB::Exception: Table default.t does not exist. (UNKNOWN_TABLE) (version 26.7.2.1)\n",
                new ServerError(60, "DB::Exception: Table default.t does not exist", ""));
        assertParsed(
                "Code: 62. DB::Exception: Empty query. (SYNTAX_ERROR) (version 26.7.2.1 (official build))",
                new ServerError(62, "DB::Exception: Empty query", ""));
    }

    @Test
    void a_text_without_a_version_or_with_brackets_of_its_own_is_kept_whole() {
        assertParsed(
                "Code: 516. DB::Exception: default: Authentication failed (really). (AUTHENTICATION_FAILED)",
                new ServerError(516, "DB::Exception: default: Authentication failed (really)", ""));
        assertParsed(
                "Code: 395. DB::Exception: first line\nsecond (LINE) (version 1). (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO) (version 26.7.2.1)",
                new ServerError(395, "DB::Exception: first line\nsecond (LINE) (version 1)", ""));
    }

    @Test
    void the_stack_trace_is_a_field_of_its_own() {
        assertParsed(
                "Code: 47. DB::Exception: Unknown `x`. (UNKNOWN_IDENTIFIER)" + TRACE + " (version 26.7.2.1)\n",
                new ServerError(47, "DB::Exception: Unknown `x`", "0. ? @ 0x01\n1. start_thread @ 0x02"));
    }

    @Test
    void failures_of_libraries_get_the_form_of_the_databases_own() {
        assertParsed(
                "Poco::Exception. Code: 1000, e.code() = 0, Net Exception: Socket is not connected" + TRACE
                        + " (version 26.7.2.1)",
                new ServerError(
                        1000,
                        "DB::Exception: Net Exception: Socket is not connected",
                        "0. ? @ 0x01\n1. start_thread @ 0x02"));
        assertParsed(
                "std::exception. Code: 1001, type: std::length_error, e.what() = basic_string (version 26.7.2.1)",
                new ServerError(1001, "DB::Exception: std::length_error: basic_string", ""));
    }

    @Test
    void an_unknown_form_keeps_its_text_and_the_code_of_the_header() {
        assertParsed("<html>what?</html>", new ServerError(7, "DB::Exception: <html>what?</html>", ""));
    }

    private static void assertParsed(String text, ServerError expected) {
        assertThat(ErrorText.parse(7, text)).isEqualTo(expected);
    }
}
