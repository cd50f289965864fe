package dev.amig.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.progress.NodeProgress.State;
import dev.amig.transport.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private static final Node NODE = new Node(1, 1, "h", 9100);

    private final Ticking clock = new Ticking();
    private final ProgressBoard board = new ProgressBoard(clock);

    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH;

        void tick(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private NodeProgress node() {
        return board.snapshot().nodes().get(0);
    }

    private void read(long rows) {
        clock.tick(Duration.ofSeconds(1));
        board.counters(NODE, new Counters(rows, rows * 10, 10_000, 0, 0));
    }

    @Test
    void speed_percent_and_time_left_follow_the_counters() {
        board.action(0, "fill", List.of(NODE));
        assertThat(node().state()).isEqualTo(State.QUEUED);
        board.running(NODE, "INSERT");
        assertThat(node().percent()).isEmpty();
        read(100);
        read(200);
        assertThat(node().rowsPerSecond()).isEqualTo(100);
        assertThat(node().bytesPerSecond()).isEqualTo(1000);
        assertThat(node().percent()).hasValue(2);
        assertThat(node().left()).contains(Duration.ofSeconds(98));
    }

    @Test
    void speed_is_that_of_the_last_ten_seconds() {
        board.action(0, "fill", List.of(NODE));
        board.running(NODE, "INSERT");
        for (int second = 1; second <= 20; second++) {
            read(second <= 10 ? second * 100 : 1000);
        }
        assertThat(node().rowsPerSecond()).isZero();
        assertThat(node().left())
                .as("a stall has no end that anybody could tell")
                .isEmpty();
    }

    @Test
    void what_a_failed_try_has_counted_is_forgotten_and_what_a_finished_statement_has_stays() {
        board.action(0, "fill", List.of(NODE));
        board.running(NODE, "first");
        read(500);
        board.waiting(NODE, "too many parts; trying again in 1 s (1 of 3)");
        assertThat(node().counters()).isEqualTo(Counters.ZERO);
        assertThat(node().state()).isEqualTo(State.WAITING);
        board.running(NODE, "try 2: first");
        read(700);
        board.running(NODE, "second");
        assertThat(node().counters().readRows()).isEqualTo(700);
        board.stillRunning(NODE, "looking up");
        read(10);
        assertThat(node().counters().readRows()).isEqualTo(710);
    }

    @Test
    void work_that_is_held_keeps_what_it_has_counted() {
        board.action(0, "history", List.of(NODE));
        board.running(NODE, "copying");
        read(5_000);
        board.held(NODE, "paused by tim");
        assertThat(node().state()).isEqualTo(State.WAITING);
        assertThat(node().phrase()).isEqualTo("paused by tim");
        assertThat(node().counters().readRows()).isEqualTo(5_000);
        assertThat(node().percent()).hasValue(50);
        clock.tick(Duration.ofSeconds(11));
        read(5_000);
        assertThat(node().left()).isEmpty();
    }

    @Test
    void what_was_done_before_counts_and_is_nobodys_speed() {
        board.action(0, "history", List.of(NODE));
        board.running(NODE, "copying");
        clock.tick(Duration.ofSeconds(2));
        board.already(NODE, new Counters(8_000, 80_000, 10_000, 0, 0));
        assertThat(node().percent()).hasValue(80);
        assertThat(node().rowsPerSecond()).isZero();
        read(8_100);
        assertThat(node().rowsPerSecond()).isEqualTo(100);
        assertThat(node().left()).contains(Duration.ofSeconds(19));
    }

    @Test
    void a_snapshot_goes_through_json_whole() {
        board.migration("0001_ü", 3);
        board.status("Running");
        board.action(1, "fill", List.of(NODE, Node.postgres("app")));
        board.running(NODE, "INSERT INTO \"t\"");
        read(123);
        Progress progress = board.snapshot();
        assertThat(ProgressJson.read(ProgressJson.write(progress))).isEqualTo(progress);
        assertThat(ProgressJson.read(ProgressJson.write(progress).replaceFirst("\\{", "{\"of_later\":1,")))
                .isEqualTo(progress);
    }

    @Test
    void what_was_seen_a_while_ago_is_shown_with_clocks_that_went_on() {
        board.action(1, "fill", List.of(NODE, new Node(2, 1, "h", 9100)));
        board.running(NODE, "INSERT");
        Progress later = board.snapshot().later(Duration.ofSeconds(3));
        assertThat(later.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(later.nodes())
                .extracting(NodeProgress::elapsed)
                .containsExactly(Duration.ofSeconds(3), Duration.ZERO);
    }
}
