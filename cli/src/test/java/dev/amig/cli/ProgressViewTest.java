package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.output.LiveLines;
import dev.amig.cli.output.TerminalSize;
import dev.amig.cli.output.TestTerminals;
import dev.amig.cluster.Node;
import dev.amig.progress.NodeProgress;
import dev.amig.progress.NodeProgress.State;
import dev.amig.progress.Progress;
import dev.amig.transport.Counters;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The live lines of a run, word for word, in windows of different widths. */
class ProgressViewTest {
    private static final List<NodeProgress> NODES = List.of(
            node(1, State.RUNNING, "INSERT INTO events_new SELECT uuid, event\nFROM events", 1_200_000),
            node(2, State.WAITING, "last answer 0, at most 1 hour", 0),
            node(3, State.QUEUED, "waiting for its turn", 0),
            node(4, State.DONE, "4,000,000 rows written", 0),
            node(5, State.FAILED, "error 241 MEMORY_LIMIT_EXCEEDED: memory", 0));

    private static NodeProgress node(int shard, State state, String phrase, long rows) {
        Counters counters = new Counters(rows, rows * 100, rows == 0 ? 0 : 4_000_000, 0, 0);
        return new NodeProgress(
                new Node(shard, 1, "h", 9100),
                state,
                phrase,
                counters,
                Duration.ofMillis(3_400),
                rows / 4.0,
                rows * 25.0);
    }

    private static Progress progress(List<NodeProgress> nodes) {
        return new Progress("0002_events", "Running", "fill", 1, 5, 42, Duration.ofSeconds(200), nodes);
    }

    private static List<String> shown(int columns, int rows, List<NodeProgress> nodes) {
        return lines(columns, rows, nodes).stream().map(LiveLines.Line::text).toList();
    }

    private static List<LiveLines.Line> lines(int columns, int rows, List<NodeProgress> nodes) {
        return new ProgressView(TestTerminals.interactive(new TerminalSize(columns, rows))).lines(progress(nodes));
    }

    @Test
    void a_wide_window_shows_everything_in_columns() {
        assertThat(shown(140, 30, NODES))
                .containsExactly(
                        " 42 %  0002_events: running, fill (2 of 5) with 9.0 s left, 300 k rows/s, for 3 min 20 s",
                        "  s1r1  running  30 %  300 k rows/s  9.0 s left  1.2 M of 4.0 M rows  120 MB  3.4 s  INSERT INTO events_new SELECT uuid, event",
                        "  s2r1  waiting                                                               3.4 s  last answer 0, at most 1 hour",
                        "  s3r1  queued                                                                       waiting for its turn",
                        "  s4r1  done                                                                         4,000,000 rows written",
                        "  s5r1  failed                                                                       error 241 MEMORY_LIMIT_EXCEEDED: memory");
    }

    @Test
    void a_narrow_window_keeps_what_matters_most() {
        assertThat(shown(80, 30, NODES.subList(0, 2)))
                .containsExactly(
                        " 42 %  0002_events: running, fill (2 of 5) with 9.0 s left, 300 k rows/s",
                        "  s1r1  running  30 %  300 k rows/s  9.0 s left  INSERT INTO events_new SELECT uuid, event",
                        "  s2r1  waiting                                  last answer 0, at most 1 hour");
        assertThat(shown(40, 30, NODES.subList(0, 2)))
                .containsExactly(
                        " 42 %  0002_events: fill (2 of 5)", "  s1r1  running  30 %  9.0 s left", "  s2r1  waiting");
        assertThat(shown(25, 30, NODES.subList(0, 1)).get(1)).isEqualTo("  s1r1  running  30 %");
    }

    @Test
    void of_more_nodes_than_the_window_has_lines_those_that_matter_are_shown_and_the_rest_is_counted() {
        List<NodeProgress> many = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> node(
                        i,
                        i == 700 ? State.FAILED : i % 2 == 0 ? State.DONE : State.RUNNING,
                        "INSERT",
                        i == 501 ? 40_000 : 400_000))
                .toList();
        assertThat(shown(60, 6, many))
                .containsExactly(
                        " 42 %  0002_events: running, fill (2 of 5), 50 M rows/s",
                        "  s1r1    running  10 %        36 s left  INSERT",
                        "  s501r1  running   1 %  6 min 36 s left  INSERT",
                        "  s700r1  failed                          INSERT",
                        "  and 997 more nodes: 498 running, 499 done");
        assertThat(shown(100, 100, many)).hasSize(26);
    }

    @Test
    void each_node_keeps_its_line_whatever_it_does() {
        assertThat(lines(80, 30, NODES))
                .extracting(LiveLines.Line::key)
                .containsExactly("run", "s1r1", "s2r1", "s3r1", "s4r1", "s5r1");
    }

    @Test
    void in_a_pipe_only_nodes_that_are_busy_for_a_while_have_a_line() {
        assertThat(new ProgressView(TestTerminals.pipe()).lines(progress(NODES)))
                .extracting(LiveLines.Line::text)
                .containsExactly(
                        "    s1r1  running  30 %  300 k rows/s  9.0 s left  1.2 M of 4.0 M rows  120 MB  3.4 s  INSERT INTO events_new SELECT uuid, event",
                        "    s2r1  waiting  3.4 s  last answer 0, at most 1 hour");
    }
}
