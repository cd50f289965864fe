package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorsTest {
    private static QueryException of(int code, String text) {
        return ServerErrors.of(new Node(1, 1, "a", 1), "id", code, text, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // gRPC, HTTP of 26.7, HTTP of an official build, the bare message, and one that ends in a bracket
                // itself
                "60 | DB::Exception: Unknown table t | Unknown table t | UNKNOWN_TABLE",
                "60 | Code: 60. DB::Exception: Unknown table t. (UNKNOWN_TABLE) (version 26.7.2.1) | Unknown table t | UNKNOWN_TABLE",
                "60 | Code: 60. DB::Exception: Unknown table t. (UNKNOWN_TABLE) (version 24.8.1.1 (official build)) | Unknown table t | UNKNOWN_TABLE",
                "60 | Unknown table t. | Unknown table t | UNKNOWN_TABLE",
                "395 | DB::Exception: no luck (LIKE_THIS) | no luck (LIKE_THIS) | FUNCTION_THROW_IF_VALUE_IS_NON_ZERO",
                "99999 | DB::Exception: no luck (LIKE_THIS) | no luck (LIKE_THIS) | ''",
                "99999 | Code: 99999. DB::Exception: New. (BRAND_NEW) (version 30.1.1.1) | New | BRAND_NEW",
                "62 | Code: 62. DB::Exception: failed at: ; SELECT 2. . (SYNTAX_ERROR) (version 26.7.2.1) | failed at: ; SELECT 2 | SYNTAX_ERROR",
            })
    void the_message_is_the_same_whichever_way_it_came(int code, String text, String message, String name) {
        QueryException e = of(code, text);
        assertThat(e).hasMessage(message);
        assertThat(e.codeName()).isEqualTo(name);
        assertThat(e.code()).isEqualTo(code);
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
    }

    @Test
    void a_refused_password_is_told_with_what_to_do() {
        QueryException e = of(516, "DB::Exception: m: Authentication failed: password is incorrect.\n\nIf you …");
        assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(e)
                .hasMessage(
                        "the server refused user and password: m: Authentication failed: password is incorrect; check user and password of the cluster in amig.yaml");
    }

    @Test
    void a_password_that_another_server_refused_is_no_matter_of_ours() {
        QueryException e = of(516, "Received from 10.0.0.2:9000. DB::Exception: x: Authentication failed.");
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e).hasMessage("Received from 10.0.0.2:9000. DB::Exception: x: Authentication failed");
    }

    @Test
    void the_servers_own_stack_is_left_out() {
        String text =
                "Code: 341. DB::Exception: mutation 'm' failed, reason: 'Code: 395. DB::Exception: five'. Kill it \n\n"
                        + "0. ? @ 0x000000000f03c72c\n1. DB::run(int, char) @ 0x0000000017e96935\n. (UNFINISHED) (version 26.7.2.1)";
        assertThat(of(341, text)).hasMessage("mutation 'm' failed, reason: 'Code: 395. DB::Exception: five'. Kill it");
    }

    @Test
    void a_killed_query_is_cancelled() {
        assertThat(of(394, "DB::Exception: Query was cancelled").kind()).isEqualTo(Kind.CANCELLED);
    }
}
