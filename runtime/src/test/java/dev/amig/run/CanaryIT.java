package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.ShardSelection;
import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code amig run --shard 1}, then the others, on three real shards. */
class CanaryIT {
    private static final List<String> NODES = List.of("s1r1", "s2r1", "s3r1");

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(home.resolve("journal"), builder -> builder.shards(3));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static RunResult run(ValidMigration migration, String shards) throws Exception {
        return run(migration, shards, true);
    }

    private static RunResult run(ValidMigration migration, String shards, boolean confirmed) throws Exception {
        RunOptions options = Bench.options(question -> confirmed);
        return bench.run(migration, shards.isEmpty() ? options : options.withShards(ShardSelection.parse(shards)));
    }

    private static List<Object> onEach(String sql) throws Exception {
        List<Object> answers = new ArrayList<>();
        for (String node : NODES) {
            answers.add(bench.ask(node, sql));
        }
        return answers;
    }

    private static List<String> statements(RunResult result, String action) {
        return bench.journal().attempts(result.run().orElseThrow().id()).stream()
                .filter(AttemptRecord::isApplied)
                .map(it -> it.queryId().toString().replaceFirst("amig-\\d+-", ""))
                .filter(it -> it.startsWith(action + "-"))
                .sorted()
                .toList();
    }

    @Test
    void one_shard_goes_first_and_the_others_follow_until_all_are_done() throws Exception {
        ValidMigration migration = Bench.migration("m_canary", """
                STEP make ON EACH SHARD { CREATE TABLE canary (n UInt8) ENGINE = MergeTree ORDER BY n } ROLLBACK { DROP TABLE IF EXISTS canary SYNC };
                STEP once ON ANY NODE { SELECT 'once' } ROLLBACK NONE BECAUSE 'reads';
                STEP note ON POSTGRES app { CREATE TABLE IF NOT EXISTS canary_note (n integer); INSERT INTO canary_note VALUES (1) } ROLLBACK NONE BECAUSE 'test';
                STEP fill ON EACH REPLICA { INSERT INTO canary VALUES (7) } ROLLBACK { TRUNCATE TABLE IF EXISTS canary };
                WAIT filled UNTIL ON EACH SHARD { SELECT count() = 1 FROM canary } EVERY 1 SECOND TIMEOUT 1 MINUTE;
                VERIFY same ON EACH SHARD { SELECT count(), sum(n) FROM canary } EXPECT SAME ON EVERY NODE;
                """);

        RunResult first = run(migration, "1");
        assertThat(first.sentence())
                .isEqualTo("m_canary is completed in part: shard 1 is done, shards 2,3 are not;"
                        + " go on with: amig run m_canary.amig --shard 2,3, or without --shard for all of them");
        assertThat(first.ending()).isEqualTo(Ending.PART_COMPLETED);
        Run paused = first.run().orElseThrow();
        assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(paused.error()).contains(first.sentence().replace("m_canary is completed in part: ", ""));
        assertThat(onEach("EXISTS TABLE canary")).containsExactly(1L, 0L, 0L);

        RunResult again = run(migration, "1");
        assertThat(again.sentence()).isEqualTo(first.sentence());

        RunResult second = run(migration, "2..2");
        assertThat(second.sentence())
                .isEqualTo("m_canary is completed in part: shards 1,2 are done, shard 3 is not;"
                        + " go on with: amig run m_canary.amig --shard 3, or without --shard for all of them");

        RunResult last = run(migration, "");
        assertThat(last.sentence()).isEqualTo("m_canary is completed");
        assertThat(last.run().map(Run::id)).isEqualTo(Optional.of(paused.id()));
        assertThat(onEach("SELECT count() FROM canary"))
                .containsExactly(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE);
        assertThat(statements(last, "once")).containsExactly("once-s1r1-0-1");
        assertThat(statements(last, "fill")).containsExactly("fill-s1r1-0-1", "fill-s2r1-0-1", "fill-s3r1-0-1");
        assertThat(bench.postgres("SELECT count(*) FROM canary_note")).containsExactly(List.of(1L));
    }

    @Test
    void what_differs_between_two_parts_is_seen_by_the_later_one() throws Exception {
        ValidMigration migration = Bench.migration(
                "m_canary_differs",
                "VERIFY same ON EACH SHARD { SELECT getMacro('shard') = '3' } EXPECT SAME ON EVERY NODE;");
        assertThat(run(migration, "1..2").ending()).isEqualTo(Ending.PART_COMPLETED);
        RunResult later = run(migration, "3");
        assertThat(later.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(later.sentence())
                .contains("same: 2 of 3 nodes done; s3r1 ")
                .endsWith(
                        "; nothing was rolled back: other shards were completed before, and a person has let the run go on");
    }

    @Test
    void each_part_asks_for_its_own_confirmation_and_swaps_its_own_shards() throws Exception {
        for (String node : NODES) {
            bench.rows(node, "CREATE DATABASE IF NOT EXISTS canary ENGINE = Atomic");
            bench.rows(node, "CREATE TABLE canary.a (old UInt8) ENGINE = MergeTree ORDER BY old");
            bench.rows(node, "CREATE TABLE canary.b (new UInt8) ENGINE = MergeTree ORDER BY new");
        }
        ValidMigration migration = Bench.migration(
                "m_canary_swap", "CONFIRM 'Swap?';\nSWAP tables TABLES canary.a AND canary.b ON EACH REPLICA;");
        String column = "SELECT name FROM system.columns WHERE database = 'canary' AND table = 'a'";

        assertThat(run(migration, "1", false).ending()).isEqualTo(Ending.WAITING_FOR_CONFIRMATION);
        assertThat(run(migration, "1").ending()).isEqualTo(Ending.PART_COMPLETED);
        assertThat(onEach(column)).containsExactly("new", "old", "old");

        RunResult asked = run(migration, "2..3", false);
        assertThat(asked.sentence()).isEqualTo("m_canary_swap waits for confirmation: Swap?");
        assertThat(onEach(column)).containsExactly("new", "old", "old");
        assertThat(run(migration, "2..3").ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach(column)).containsExactly("new", "new", "new");
    }

    @Test
    void a_part_that_fails_first_is_rolled_back_only_where_it_started() throws Exception {
        ValidMigration migration = Bench.migration("m_canary_fails", """
                STEP make ON EACH SHARD { CREATE TABLE canary_f (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS canary_f SYNC };
                STEP fail ON EACH SHARD { SELECT throwIf(1) } ROLLBACK NONE BECAUSE 'reads';
                """);
        RunResult result = run(migration, "2");
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(statements(result, "make")).containsExactly("make-s2r1-0-1", "make-s2r1-r0-1");
        assertThat(onEach("EXISTS TABLE canary_f")).containsExactly(0L, 0L, 0L);
    }

    @Test
    void a_later_part_that_fails_keeps_what_was_done_before_until_a_person_rolls_back() throws Exception {
        ValidMigration migration = Bench.migration("m_canary_later", """
                STEP make ON EACH SHARD { CREATE TABLE canary_l (n UInt8) ENGINE = Memory } ROLLBACK { DROP TABLE IF EXISTS canary_l SYNC };
                STEP fail ON EACH SHARD { SELECT throwIf(getMacro('shard') = '2') } ROLLBACK NONE BECAUSE 'reads';
                """);
        assertThat(run(migration, "1").ending()).isEqualTo(Ending.PART_COMPLETED);
        RunResult later = run(migration, "2");
        assertThat(later.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(onEach("EXISTS TABLE canary_l")).containsExactly(1L, 1L, 0L);

        RunResult back = bench.rollBack(migration);
        assertThat(back.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(statements(back, "make"))
                .containsExactly("make-s1r1-0-1", "make-s1r1-r0-1", "make-s2r1-0-1", "make-s2r1-r0-1");
        assertThat(onEach("EXISTS TABLE canary_l")).containsExactly(0L, 0L, 0L);
    }

    @Test
    void rows_that_were_asked_for_once_are_the_same_for_every_part() throws Exception {
        bench.rows("s1r1", "CREATE TABLE canary_names (name String) ENGINE = MergeTree ORDER BY name");
        bench.rows("s1r1", "INSERT INTO canary_names VALUES ('one')");
        ValidMigration migration = Bench.migration("m_canary_rows", """
                STEP tables ON EACH SHARD FOR EACH ROW (name) IN ON ANY NODE { SELECT name FROM canary_names ORDER BY name }
                { CREATE TABLE canary_of_${row.name} (n UInt8) ENGINE = Memory } ROLLBACK NONE BECAUSE 'test';
                """);
        assertThat(run(migration, "1").ending()).isEqualTo(Ending.PART_COMPLETED);
        bench.rows("s1r1", "INSERT INTO canary_names VALUES ('two')");
        assertThat(run(migration, "").ending()).isEqualTo(Ending.COMPLETED);
        assertThat(onEach("SELECT arraySort(groupArray(name)) FROM system.tables WHERE name LIKE 'canary_of_%'"))
                .containsExactly(List.of("canary_of_one"), List.of("canary_of_one"), List.of("canary_of_one"));
    }

    @Test
    void shards_that_are_not_there_begin_no_run() throws Exception {
        RunResult result = run(Bench.migration("m_canary_none", "CONFIRM 'Go?';\n"), "3..4");
        assertThat(result.sentence()).isEqualTo("cluster posthog has no shard 4; it has shards 1..3");
        assertThat(result.ending()).isEqualTo(Ending.REFUSED);
        assertThat(bench.journal().latestRun("posthog", "m_canary_none")).isEmpty();
    }
}
