package dev.amig.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
    private final StringWriter out = new StringWriter();

    record Sample(Optional<String> lastError, Instant startedAt, Duration elapsed) {}

    @Test
    void a_record_is_an_object_with_snake_case_keys_and_times_are_iso() {
        JsonOutput.line(
                Terminal.plain(out, out),
                new Sample(Optional.empty(), Instant.parse("2026-11-21T10:00:00Z"), Duration.ofMillis(1500)));
        assertThat(out).hasToString("""
                {"last_error":null,"started_at":"2026-11-21T10:00:00Z","elapsed":"PT1.5S"}
                """);
    }
}
