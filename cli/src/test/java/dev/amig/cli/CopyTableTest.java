package dev.amig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cli.output.JsonOutput;
import dev.amig.cli.output.Terminal;
import dev.amig.receipt.CopySummary;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the copies of a run have brought, word for word. */
class CopyTableTest {
    private final StringWriter out = new StringWriter();
    private final Terminal terminal = Terminal.plain(out, new StringWriter());

    private static CopySummary whole(String action, String node, int chunks, long rows, Duration elapsed) {
        return new CopySummary(
                action,
                Optional.ofNullable(node),
                chunks,
                chunks,
                rows,
                rows * 250,
                Optional.of(elapsed),
                Optional.of(rows * 1000 / elapsed.toMillis()));
    }

    @Test
    void each_node_has_a_line_and_all_of_them_have_one() {
        new CopyTable(terminal)
                .print(List.of(
                        whole("history", "s1r1", 12, 10_500_000, Duration.ofMillis(7_400)),
                        whole("history", "s2r1", 12, 10_250_000, Duration.ofSeconds(8)),
                        whole("history", null, 24, 20_750_000, Duration.ofSeconds(8)),
                        whole("linked", "s2r1", 1, 40, Duration.ofMillis(20))));
        assertThat(out).hasToString("""
                copy     node  chunks        rows   bytes   time  rows/s
                history  s1r1      12  10,500,000  2.6 GB  7.4 s   1.4 M
                         s2r1      12  10,250,000  2.6 GB  8.0 s   1.3 M
                         all       24  20,750,000  5.2 GB  8.0 s   2.6 M
                linked   s2r1       1          40   10 kB  0.0 s   2.0 k

                """);
    }

    @Test
    void of_one_that_is_not_at_its_end_is_told_how_far_it_came() {
        new CopyTable(terminal)
                .print(List.of(new CopySummary(
                        "history",
                        Optional.of("s1r1"),
                        12,
                        5,
                        4_000_000,
                        1_000_000_000,
                        Optional.empty(),
                        Optional.empty())));
        assertThat(out).hasToString("""
                copy     node   chunks       rows   bytes  time  rows/s
                history  s1r1  5 of 12  4,000,000  1.0 GB

                """);
    }

    @Test
    void a_run_without_a_copy_says_nothing_of_copies() {
        new CopyTable(terminal).print(List.of());
        assertThat(out).hasToString("");
    }

    @Test
    void a_program_gets_the_same() {
        JsonOutput.document(terminal, whole("history", null, 24, 20_750_000, Duration.ofSeconds(8)));
        assertThat(out).hasToString("""
                {
                  "action" : "history",
                  "node" : null,
                  "chunks" : 24,
                  "arrived" : 24,
                  "rows" : 20750000,
                  "bytes" : 5187500000,
                  "elapsed" : "PT8S",
                  "rows_per_second" : 2593750
                }
                """);
    }
}
