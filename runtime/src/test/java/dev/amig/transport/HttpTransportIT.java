package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpTransportIT extends TransportContract {
    @Override
    protected TransportKind kind() {
        return TransportKind.HTTP;
    }

    @Test
    void a_format_that_the_client_library_does_not_know_is_told() {
        QueryException e = failure("SELECT 1 FORMAT Hash");
        assertThat(e)
                .hasMessage(
                        "the server's output cannot be read: ClickHouse's HTTP client does not know the format Hash");
        assertThat(e.kind().outcomeKnown()).isFalse();
    }
}
