package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.journal.Attempt;
import dev.amig.journal.Outcome;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.run.RunResult.Ending;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Runs whose runner is gone, stopped by whoever asks: what it left on the servers is killed, and looked up. */
class AbandonedStopIT extends SteeringFixture {
    private static final String SLOW = "SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1";

    /** As a runner leaves it that was killed while its statements ran. */
    private static Run abandoned(String migration, Map<Node, String> statements) {
        try (Planted planted = new Planted(bench, migration)) {
            statements.forEach((node, sql) -> {
                Attempt attempt = planted.intended(node.id(), sql);
                CompletableFuture.runAsync(() -> bench.send(node, attempt));
            });
            Run run = planted.abandoned().run();
            return bench.journal().run(run.id()).orElseThrow();
        }
    }

    private static Node node(String id) {
        return bench.cluster().nodes().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_killed_runner_has_left_is_killed_and_looked_up_on_clickhouse_and_postgres() throws Exception {
        Run run = abandoned(
                "m_left",
                Map.of(node("s1r1"), SLOW, node("s2r1"), "SELECT 1", Node.postgres("app"), "SELECT pg_sleep(60)"));
        awaitQueries(run, "s1r1");
        String active =
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'amig-%-fill-postgres_app-0-1' AND state = 'active'";
        await(() -> bench.postgres(active).get(0).get(0).equals(1L) ? Optional.of(true) : Optional.empty());

        RunResult result = bench.stopAbandoned(run);

        assertNothingRuns(run);
        assertThat(bench.postgres(active).get(0).get(0)).isEqualTo(0L);
        assertThat(result.sentence())
                .isEqualTo("m_left is paused: stopped: stopped by tim; nothing was rolled back: as asked");
        assertThat(result.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(bench.journal().attempts(run.id()))
                .extracting(it -> it.queryId().node() + " "
                        + it.outcome().orElseThrow().getClass().getSimpleName())
                .containsExactlyInAnyOrder("s1r1 Cancelled", "s2r1 Applied", "postgres_app Failed");

        RunResult again = bench.stopAbandoned(run);
        assertThat(again.ending()).isEqualTo(Ending.REFUSED);
        assertThat(again.sentence())
                .isEqualTo(
                        "run %d of m_left is Paused, so nothing of it runs; 'amig rollback' undoes it, 'amig resume' goes on with it"
                                .formatted(run.id()));
    }

    @Test
    void a_node_that_does_not_answer_is_named_with_what_may_still_run_there() throws Exception {
        Run run = abandoned("m_dark", Map.of(node("s1r1"), SLOW, node("s2r1"), SLOW));
        awaitQueries(run, "s1r1", "s2r1");
        bench.servers().freeze(bench.server("s2r1"));
        try {
            bench.connectThrough(UnaryOperator.identity());
            RunResult result = bench.stopAbandoned(run);
            assertThat(result.sentence())
                    .startsWith("m_dark is paused: stopped: stopped by tim; nothing was rolled back: s2r1 (127.0.0.1:")
                    .contains(
                            "), so amig-%1$d-fill-s2r1-0-1 may still run there; when it is back, look with: SELECT query_id, elapsed FROM system.processes WHERE startsWith(initial_query_id, 'amig-%1$d-')"
                                    .formatted(run.id()))
                    .endsWith(
                            "; nobody knows how amig-%1$d-fill-s2r1-0-1 ended; 'amig resolve amig-%1$d-fill-s2r1-0-1' takes what you find out"
                                    .formatted(run.id()));
            assertThat(queries("s1r1", run)).isZero();
            assertThat(bench.journal().attempts(run.id()))
                    .extracting(it -> it.outcome().orElseThrow())
                    .anyMatch(Outcome.Unknown.class::isInstance)
                    .anyMatch(Outcome.Cancelled.class::isInstance);
        } finally {
            bench.servers().thaw(bench.server("s2r1"));
            // As that sentence tells a person to do; as long as it runs, nothing else would be started.
            bench.rows("s2r1", "KILL QUERY WHERE startsWith(query_id, 'amig-" + run.id() + "-') SYNC");
        }
    }

    @Test
    void a_run_of_another_journal_with_the_same_number_is_left_alone() throws Exception {
        Run run = abandoned("m_mine", Map.of(node("s2r1"), SLOW));
        awaitQueries(run, "s2r1");
        String foreign = "amig-" + run.id() + "-theirs-s1r1-0-1";
        CompletableFuture<Void> theirs =
                CompletableFuture.runAsync(() -> bench.send(node("s1r1"), foreign, SLOW, "{\"journal\":\"other\"}"));
        awaitQueries(run, "s1r1");
        bench.stopAbandoned(run);
        assertThat(queries("s2r1", run)).isZero();
        assertThat(queries("s1r1", run)).isEqualTo(1);
        assertThat(theirs.isDone()).isFalse();
        bench.rows("s1r1", "KILL QUERY WHERE query_id = '" + foreign + "' SYNC");
    }
}
