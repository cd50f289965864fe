package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkerTest {
    @Test
    void a_marker_is_found_wherever_it_stands() {
        for (int before = 0; before < 20; before++) {
            assertThat(place("abcab", "x".repeat(before) + "abcab" + "abc")).isEqualTo(before);
        }
    }

    @Test
    void a_beginning_of_it_counts_only_at_the_end() {
        assertThat(place("abcab", "abca-abc-abca")).isEqualTo(9);
        assertThat(place("abcab", "abca-abc-abc-")).isEqualTo(13);
        assertThat(place("abcab", "ab")).isZero();
        assertThat(place("abcab", "")).isZero();
    }

    @Test
    void bytes_behind_the_size_are_not_looked_at() {
        assertThat(new Marker("abc").placeIn("--abc".getBytes(StandardCharsets.ISO_8859_1), 4))
                .isEqualTo(2);
        assertThat(new Marker("abc").placeIn("--abc".getBytes(StandardCharsets.ISO_8859_1), 2))
                .isEqualTo(2);
    }

    @Test
    void no_step_goes_past_a_place() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String marker = text(random, 1 + random.nextInt(6));
            String text = text(random, random.nextInt(30));
            assertThat(place(marker, text)).as("%s in %s", marker, text).isEqualTo(placeByLookingAtEach(marker, text));
        }
    }

    private static int place(String marker, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Marker(marker).placeIn(Arrays.copyOf(bytes, bytes.length + 3), bytes.length);
    }

    private static int placeByLookingAtEach(String marker, String text) {
        int at = 0;
        while (at < text.length()
                && !text.startsWith(marker, at)
                && !(text.length() - at < marker.length() && marker.startsWith(text.substring(at)))) {
            at++;
        }
        return at;
    }

    private static String text(Random random, int length) {
        return random.ints(length, 'a', 'c' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
