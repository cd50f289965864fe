package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.progress.NodeProgress;
import dev.amig.run.RepairResult.Ending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A repair works its nodes on the terms that the author has written for the copy. */
@Timeout(120)
class RepairTermsIT extends RepairFixture {
    @Test
    void a_repair_runs_with_the_settings_of_its_copy_and_waits_while_its_throttle_says_so() throws Exception {
        onBoth(
                "CREATE TABLE p.terms (n UInt64) ENGINE = MergeTree PARTITION BY n % 3 ORDER BY n",
                "INSERT INTO p.terms SELECT number FROM numbers(300)",
                "CREATE TABLE p.terms_new (n UInt64) ENGINE = MergeTree PARTITION BY n % 3 ORDER BY (n % 7, n)",
                "CREATE TABLE p.noon (n UInt8) ENGINE = MergeTree ORDER BY n");
        ValidMigration migration = migration(
                "terms",
                "THROTTLE WHILE 'it is noon' { SELECT count() > 0 FROM p.noon } SETTINGS max_insert_block_size = 4321",
                "ALTER TABLE p.terms_new DELETE WHERE n IN (3, 4) SETTINGS mutations_sync = 2");
        Run run = spoilt(migration);
        List<String> damaged = parts("s2r1", "terms_new", "1");

        bench.rows("s2r1", "INSERT INTO p.noon VALUES (12)");
        CompletableFuture<RepairResult> repair = CompletableFuture.supplyAsync(() -> repaired(run));
        await(() -> bench.board() != null && phrase().equals("it is noon"));
        assertThat(node().state()).isEqualTo(NodeProgress.State.WAITING);
        assertThat(parts("s2r1", "terms_new", "1")).isEqualTo(damaged);
        assertThat(repair).isNotDone();
        bench.rows("s2r1", "TRUNCATE TABLE p.noon");

        RepairResult result = repair.get(60, TimeUnit.SECONDS);
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.REPAIRED);
        assertSame("terms");
        bench.rows("s2r1", "SYSTEM FLUSH LOGS");
        assertThat(bench.rows(
                                "s2r1",
                                "SELECT Settings['max_insert_block_size'], count() FROM system.query_log WHERE type = 'QueryFinish' AND query_id LIKE 'amig-"
                                        + run.id()
                                        + "-history-%' AND query LIKE 'INSERT INTO%__amig_partition%' GROUP BY ALL")
                        .toString())
                .isEqualTo("[[4321, 2]]");
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_terms is completed");
    }

    private static RepairResult repaired(Run run) {
        try {
            return bench.repair(run, found -> true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String phrase() {
        return bench.board().snapshot().nodes().stream()
                .filter(it -> it.node().id().equals("s2r1"))
                .map(NodeProgress::phrase)
                .findFirst()
                .orElse("");
    }

    private static NodeProgress node() {
        return bench.board().snapshot().nodes().stream()
                .filter(it -> it.node().id().equals("s2r1"))
                .findFirst()
                .orElseThrow();
    }

    private static void await(Callable<Boolean> come) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!come.call()) {
            assertThat(System.nanoTime()).as("it did not come within 30 s").isLessThan(until);
            Thread.sleep(20);
        }
    }
}
