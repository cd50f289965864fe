package dev.amig.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.output.LiveLines.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainLinesTest {
    private final StringWriter out = new StringWriter();
    private long now;
    private final PlainLines lines = new PlainLines(new PrintWriter(out), () -> now);

    @Test
    void a_change_of_state_is_printed_at_once_and_another_text_a_second_later() {
        show("running", "10 %");
        show("running", "20 %");
        show("done", "100 %");
        assertThat(out).hasToString("10 %\n100 %\n");
        now += Duration.ofSeconds(1).toNanos();
        show("done", "100 % in 1 s");
        assertThat(out).hasToString("10 %\n100 %\n100 % in 1 s\n");
    }

    @Test
    void the_longer_it_lasts_the_less_is_printed() {
        for (int second = 0; second < 600; second++) {
            show("running", second + " s");
            now += Duration.ofSeconds(1).toNanos();
        }
        // ten in the first ten seconds, every fifth second up to two minutes, every thirtieth after that
        assertThat(out.toString().lines())
                .hasSize(10 + 22 + 16)
                .startsWith("0 s", "1 s", "2 s")
                .contains("9 s", "14 s", "19 s", "114 s", "119 s", "149 s", "179 s");
    }

    @Test
    void many_lines_share_the_pause_of_a_few() {
        for (int second = 0; second < 10; second++) {
            int at = second;
            lines.show(IntStream.range(0, 100)
                    .mapToObj(i -> new Line("n" + i, "running", i + ": " + at))
                    .toList());
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(out.toString().lines()).hasSize(100);
    }

    @Test
    void closing_prints_the_last_text_of_each_line_once() {
        show("running", "10 %");
        show("running", "20 %");
        lines.close();
        lines.close();
        assertThat(out).hasToString("10 %\n20 %\n");
    }

    private void show(String state, String text) {
        lines.show(List.of(new Line("s1r1", state, text)));
    }
}
