package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement {@code ON CLUSTER} is done when every host has done it, and whoever has not is named. */
class OnClusterIT {
    @TempDir
    private static Path home;

    private static Bench bench;
    private static ClusterQueue queue;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"), builder -> builder.shards(1));
        queue = new ClusterQueue();
        bench.connectThrough(queue::before);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static ValidMigration migration(String name) {
        return Bench.migration(
                name,
                "STEP make ON SHARD 1 { CREATE TABLE t ON CLUSTER c (n UInt8) ENGINE = Memory } ROLLBACK { SELECT 1 };");
    }

    private static List<String> outcomes(RunResult result) {
        return bench.journal().attempts(result.run().orElseThrow().id()).stream()
                .filter(it -> it.queryId().action().equals("make"))
                .map(AttemptRecord::outcome)
                .map(it -> it.orElseThrow().getClass().getSimpleName())
                .toList();
    }

    @Test
    void the_server_is_asked_for_every_host_and_done_is_done_everywhere() throws Exception {
        queue.answers(ClusterQueue.DONE);
        RunResult result = bench.run(migration("m_everywhere"));
        assertThat(result.ending()).isEqualTo(RunResult.Ending.COMPLETED);
        assertThat(queue.settings())
                .last()
                .satisfies(it -> assertThat(it).containsEntry("distributed_ddl_output_mode", "never_throw"));
    }

    @Test
    void a_host_that_fails_is_named_beside_those_that_have_done_it() throws Exception {
        queue.answers(ClusterQueue.ONE_FAILED);
        RunResult result = bench.run(migration("m_one_fails"));
        assertThat(result.ending()).isEqualTo(RunResult.Ending.ROLLED_BACK);
        assertThat(result.sentence())
                .contains("ON CLUSTER failed on h2:9000 with error 57: Code: 57. DB::Exception: Table x exists;"
                        + " was done on h1:9000");
        assertThat(outcomes(result)).containsExactly("Failed", "Applied");
    }

    @Test
    void a_host_that_is_late_leaves_the_outcome_open_until_the_queue_says_it() throws Exception {
        queue.answers(ClusterQueue.ONE_IS_LATE);
        queue.holds("('h1', 9000, 0, ''), ('h2', 9000, NULL, NULL)");
        ValidMigration migration = migration("m_late");
        RunResult late = bench.run(migration);
        assertThat(late.run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);
        assertThat(late.sentence())
                .contains("ON CLUSTER is not done on h2:9000; was done on h1:9000; it stays in the queue,"
                        + " and they do it when they can: see system.distributed_ddl_queue");
        assertThat(outcomes(late)).containsExactly("Unknown");

        assertThat(bench.run(migration).run().orElseThrow().status()).isEqualTo(RunStatus.PAUSED);

        queue.holds("('h1', 9000, 0, ''), ('h2', 9000, 0, '')");
        RunResult now = bench.run(migration);
        assertThat(now.sentence()).isEqualTo("m_late is completed");
        assertThat(outcomes(now)).containsExactly("Applied");
    }
}
