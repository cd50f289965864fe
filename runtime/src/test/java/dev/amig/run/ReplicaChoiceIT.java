package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.ChosenReplicas;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.Counters;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which replica ON EACH SHARD means, on two real shards of two nodes. The engine has no Keeper, so what {@code system.replicas}
 * says of an unhealthy node is played; all else is real, and the question itself is answered by the engine where nothing is played.
 */
class ReplicaChoiceIT {
    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(
                home.resolve("journal"), builder -> builder.shards(2).replicas(2));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    /** @param complaints of {@code system.replicas}, by node */
    private static final class Ailing extends ForwardingTransport {
        private final Map<String, String> complaints;

        private Ailing(Transport real, Map<String, String> complaints) {
            super(real);
            this.complaints = complaints;
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (query.sql().contains("FROM system.replicas WHERE (is_readonly OR absolute_delay > 300)")) {
                Query whoAmI = Query.of(
                        "SELECT concat('s', getMacro('shard'), 'r', getMacro('replica'))", query.queryId() + "-who");
                String id = real.execute(whoAmI, progress).rows().get(0).get(0).toString();
                if (complaints.containsKey(id)) {
                    return new Result(
                            List.of(new Result.Column("told", "String")),
                            List.of(List.of(complaints.get(id))),
                            false,
                            Counters.ZERO,
                            Duration.ZERO);
                }
            }
            return real.execute(query, progress);
        }
    }

    private static void ailing(Map<String, String> complaints) {
        bench.connectThrough(real -> new Ailing(real, complaints));
    }

    private static ValidMigration migration(String name) {
        return Bench.migration(name, """
                STEP one ON EACH SHARD { SELECT count() FROM default.chosen } ROLLBACK NONE BECAUSE 'reads';
                CONFIRM 'Go?';
                STEP two ON EACH SHARD { SELECT 2 } ROLLBACK NONE BECAUSE 'reads';
                STEP others ON OTHER REPLICAS { SELECT 3 } ROLLBACK NONE BECAUSE 'reads';
                """);
    }

    private static List<String> nodes(RunResult result) {
        return bench.journal().attempts(result.run().orElseThrow().id()).stream()
                .filter(AttemptRecord::isApplied)
                .map(it -> it.queryId().action() + " " + it.queryId().node())
                .sorted()
                .toList();
    }

    @Test
    void the_lowest_healthy_replica_is_chosen_once_and_kept_when_the_run_goes_on() throws Exception {
        for (String node : List.of("s1r1", "s1r2", "s2r1", "s2r2")) {
            bench.rows(node, "CREATE TABLE IF NOT EXISTS chosen (n UInt8) ENGINE = MergeTree ORDER BY n");
        }
        ailing(Map.of("s1r1", "default.chosen is read-only", "s2r2", "never asked"));
        RunResult waiting = bench.run(migration("m_chosen"));
        assertThat(bench.told)
                .contains(
                        "for this run, ON EACH SHARD means s1r2, s2r1; not healthy: s1r1: default.chosen is read-only");
        assertThat(waiting.run().map(Run::replicas)).contains(new ChosenReplicas(Map.of(1, 2, 2, 1)));

        ailing(Map.of("s1r2", "default.chosen is 400 s behind", "s2r1", "default.chosen is 400 s behind"));
        RunResult done = bench.run(migration("m_chosen"), Bench.options(question -> true));

        assertThat(done.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(bench.told).noneMatch(it -> it.startsWith("for this run"));
        assertThat(nodes(done))
                .containsExactly("one s1r2", "one s2r1", "others s1r1", "others s2r2", "two s1r2", "two s2r1");
    }

    @Test
    void where_no_replica_is_healthy_the_lowest_is_taken_and_all_are_told() throws Exception {
        ailing(Map.of("s2r1", "default.chosen is 301 s behind", "s2r2", "default.chosen is read-only"));
        RunResult waiting = bench.run(migration("m_none_healthy"));
        assertThat(waiting.run().map(Run::replicas)).contains(new ChosenReplicas(Map.of(1, 1, 2, 1)));
        assertThat(bench.told)
                .contains(
                        "for this run, ON EACH SHARD means s1r1, s2r1; not healthy: s2r1: default.chosen is 301 s behind;"
                                + " s2r2: default.chosen is read-only");
    }

    @Test
    void the_real_question_finds_nothing_wrong_with_tables_that_are_not_replicated() throws Exception {
        bench.connectThrough(real -> real);
        RunResult waiting = bench.run(migration("m_not_replicated"));
        assertThat(waiting.run().map(Run::replicas)).contains(new ChosenReplicas(Map.of(1, 1, 2, 1)));
        assertThat(bench.told).contains("for this run, ON EACH SHARD means s1r1, s2r1");
    }
}
