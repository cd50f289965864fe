package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Progress;
import org.junit.jupiter.api.Test;

class ProgressDeltasTest {
    @Test
    void a_header_has_numbers_in_strings_and_leaves_zeros_out() {
        assertThat(
                        Counters.ofHeader(
                                "{\"read_rows\":\"4\",\"read_bytes\":\"32\",\"total_rows_to_read\":\"10\",\"elapsed_ns\":\"7\"}"))
                .isEqualTo(new Counters(4, 32, 10, 0, 0, 0, 0));
        assertThat(Counters.ofHeader("no JSON")).isEqualTo(Counters.NONE);
    }

    @Test
    void increments_add_up_and_the_total_is_told_once() {
        ProgressDeltas deltas = new ProgressDeltas();
        assertThat(deltas.advanceTo(new Counters(4, 32, 10, 1, 8, 0, 0))).contains(progress(4, 32, 10, 1, 8));
        assertThat(deltas.advanceTo(new Counters(10, 80, 10, 1, 8, 0, 0))).contains(progress(6, 48, 0, 0, 0));
        assertThat(deltas.reported()).isEqualTo(new Counters(10, 80, 10, 1, 8, 0, 0));
    }

    @Test
    void nothing_new_is_nothing_told() {
        ProgressDeltas deltas = new ProgressDeltas();
        assertThat(deltas.advanceTo(Counters.NONE)).isEmpty();
        deltas.advanceTo(new Counters(4, 32, 10, 0, 0, 0, 0));
        assertThat(deltas.advanceTo(new Counters(4, 32, 10, 0, 0, 0, 0))).isEmpty();
    }

    @Test
    void counters_that_fall_are_taken_as_unchanged() {
        ProgressDeltas deltas = new ProgressDeltas();
        deltas.advanceTo(new Counters(4, 32, 10, 0, 0, 0, 0));
        assertThat(deltas.advanceTo(new Counters(3, 40, 0, 0, 0, 0, 0))).contains(progress(0, 8, 0, 0, 0));
        assertThat(deltas.advanceTo(new Counters(5, 40, 0, 0, 0, 0, 0))).contains(progress(1, 0, 0, 0, 0));
    }

    private static Progress progress(long rows, long bytes, long total, long writtenRows, long writtenBytes) {
        return Progress.newBuilder()
                .setReadRows(rows)
                .setReadBytes(bytes)
                .setTotalRowsToRead(total)
                .setWrittenRows(writtenRows)
                .setWrittenBytes(writtenBytes)
                .build();
    }
}
