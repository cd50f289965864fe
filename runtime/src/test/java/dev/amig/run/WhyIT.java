package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.insight.Reason;
import dev.amig.insight.Servers;
import dev.amig.insight.Why;
import dev.amig.journal.Attempt;
import dev.amig.transport.QueryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What servers know of a statement on its way goes into what is said of its node. */
class WhyIT extends TwoShards {
    private static final String SLOW =
            "INSERT INTO %s SELECT sleepEachRow(0.02) FROM numbers(3000) SETTINGS max_block_size = 10";

    private static void table(String name) throws QueryException {
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(node, "CREATE TABLE %s (n UInt64) ENGINE = MergeTree ORDER BY n".formatted(name));
        }
    }

    private static Reason why(Planted planted, Servers servers) throws InterruptedException {
        List<Reason> nodes = new Why(bench.journal(), Optional.of(servers))
                .explain(planted.run())
                .nodes();
        assertThat(nodes).hasSize(1);
        return nodes.get(0);
    }

    /** Without its clock. */
    private static String said(Planted planted, Servers servers) throws InterruptedException {
        return why(planted, servers).sentence().replaceFirst(" \\(for \\d+ s\\)$", "");
    }

    private static String said(Planted planted) throws InterruptedException {
        return said(planted, planted.servers());
    }

    @Test
    void a_statement_that_runs_is_told_with_its_numbers_and_with_what_its_table_waits_for() throws Exception {
        table("why_slow");
        bench.rows("s1r1", "INSERT INTO why_slow VALUES (1)");
        bench.rows(
                "s1r1", "ALTER TABLE why_slow DELETE WHERE throwIf(n = 1, 'no such luck') SETTINGS mutations_sync = 0");
        try (Planted planted = new Planted(bench, "why_slow")) {
            Attempt attempt = planted.intended("s1r1", SLOW.formatted("why_slow"));
            CompletableFuture<Void> end = planted.running(attempt);
            while (((Number)
                                    bench.ask(
                                            "s1r1",
                                            "SELECT countIf(latest_fail_reason != '') FROM system.mutations WHERE table = 'why_slow'"))
                            .intValue()
                    == 0) {
                Thread.sleep(20);
            }
            planted.abandoned();
            assertThat(said(planted))
                    .matches(
                            "fill runs INSERT INTO why_slow SELECT sleepEachRow\\(0\\.02\\) FROM numbers… \\(amig-%d-fill-s1r1-0-1\\): [\\d,]+( of 3,000)? rows read, \\d+ written; mutation mutation_\\d+\\.txt of default\\.why_slow \\(DELETE WHERE throwIf\\(n = 1, 'no such luck'\\)\\) has 1 part to do, and failed last with: Code: 395.*no such luck.*; nobody waits for it: going on waits for its end"
                                    .formatted(planted.run().id()));
            assertThat(why(planted, planted.servers()).next()).containsExactly("amig resume why_slow");
            assertThat(why(planted, planted.servers()).since()).isPresent();
            bench.rows("s1r1", "KILL QUERY WHERE query_id = '" + attempt.queryId() + "' SYNC");
            assertThat(end).failsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_statement_that_has_ended_is_told_with_what_the_query_log_says() throws Exception {
        table("why_ended");
        try (Planted planted = new Planted(bench, "why_ended")) {
            planted.send(planted.intended("s2r1", "INSERT INTO why_ended SELECT * FROM numbers(3)"));
            planted.abandoned();
            assertThat(said(planted))
                    .isEqualTo(
                            "fill: the server says that INSERT INTO why_ended SELECT * FROM numbers(3) (%s) finished, 3 rows written; that is not in the journal yet"
                                    .formatted(planted.queryId("s2r1")));
        }
    }

    @Test
    void a_statement_that_no_server_knows_is_told_as_such() throws Exception {
        try (Planted planted = new Planted(bench, "why_lost")) {
            planted.intended("s1r1", "INSERT INTO nowhere VALUES (1)");
            planted.abandoned();
            assertThat(said(planted))
                    .isEqualTo(
                            "fill: neither system.processes nor system.query_log knows INSERT INTO nowhere VALUES (1) (%s)"
                                    .formatted(planted.queryId("s1r1")));
        }
    }

    @Test
    void a_node_that_does_not_answer_or_is_no_node_any_more_is_told_as_such() throws Exception {
        try (Planted planted = new Planted(bench, "why_gone")) {
            planted.intended("s1r1", "INSERT INTO nowhere VALUES (1)");
            planted.abandoned();
            String sent = "fill: INSERT INTO nowhere VALUES (1) was sent (%s), and the node does not answer: "
                    .formatted(planted.queryId("s1r1"));
            assertThat(said(planted, planted.servers(List.of(new Node(1, 1, "127.0.0.1", 1)))))
                    .startsWith(sent)
                    .contains("efused");
            assertThat(said(planted, planted.servers(List.of(new Node(2, 1, "127.0.0.1", 1)))))
                    .isEqualTo(sent
                            + "cluster %s has no such node any more"
                                    .formatted(bench.cluster().name()));
        }
    }
}
