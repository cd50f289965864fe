package dev.amig.language.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "30 SECONDS, 30",
        "1 second, 1",
        "5 minutes, 300",
        "12 HOURS, 43200",
        "2DAYS, 172800",
        "' 1  day ', 86400",
        "0 SECONDS, 0"
    })
    void a_duration_is_a_number_and_a_unit(String text, long seconds) {
        assertThat(Units.duration(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "100 GB, 100000000000",
        "10 GiB, 10737418240",
        "1.5kb, 1500",
        "0.5 KiB, 512",
        "8 EB, ",
        "1 PiB, 1125899906842624",
        "3 b, 3"
    })
    void a_size_is_a_number_and_a_unit(String text, Long bytes) {
        if (bytes == null) {
            assertThatThrownBy(() -> Units.size(text))
                    .hasMessage("'%s' is no size; write 500 MB, 100 GB or 10 GiB", text);
        } else {
            assertThat(Units.size(text)).isEqualTo(bytes);
        }
    }

    @Test
    void quantities_beyond_64_bits_are_refused() {
        assertThatThrownBy(() -> Units.duration("9223372036854775807 DAYS"))
                .hasMessage("'9223372036854775807 DAYS' is too long for a duration");
        assertThatThrownBy(() -> Units.duration("99999999999999999999 DAYS"))
                .hasMessage("'99999999999999999999 DAYS' is too long for a duration");
        assertThatThrownBy(() -> Units.size("99999 PB")).hasMessage("'99999 PB' is too large for a size");
    }

    @Test
    void the_nearest_word_is_the_one_that_was_meant() {
        var words = List.of("STEP", "SETTINGS", "SHARD", "SHARDS", "REPLICA");
        assertThat(Spelling.didYouMean("STPE", words)).contains("did you mean STEP?");
        assertThat(Spelling.didYouMean("shrad", words)).contains("did you mean SHARD?");
        assertThat(Spelling.didYouMean("SETINGS", words)).contains("did you mean SETTINGS?");
        assertThat(Spelling.didYouMean("REPLACE", words)).contains("did you mean REPLICA?");
        assertThat(Spelling.didYouMean("x", words)).isEmpty();
        assertThat(Spelling.didYouMean("COLUMNS", words)).isEmpty();
        assertThat(Spelling.didYouMean("", words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, a, 0", "ab, ba, 1", "abc, ac, 1", "abc, abcd, 1", "kitten, sitting, 3", "'', abc, 3"})
    void the_distance_counts_letters_that_change_and_neighbours_that_swap(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
        assertThat(Spelling.distance(b, a)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({"1 SECOND", "90 SECONDS", "1 MINUTE", "12 HOURS", "36 HOURS", "2 DAYS", "0 SECONDS"})
    void a_duration_is_written_in_the_largest_unit_that_loses_nothing(String text) {
        assertThat(Units.text(Units.duration(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1 B", "1001 B", "5 GB", "10 GiB", "1500 MB", "3 KiB", "0 B"})
    void a_size_is_written_in_the_largest_unit_that_loses_nothing(String text) {
        assertThat(Units.sizeText(Units.size(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"10M, 10M ROWS", "10 m, 10M ROWS", "2.5K, 2500 ROWS", "500K, 500K ROWS", "7, 7 ROWS", "3G, 3G ROWS"})
    void rows_are_counted_in_thousands(String text, String written) {
        assertThat(Units.rowsText(Units.rows(text))).isEqualTo(written);
    }
}
