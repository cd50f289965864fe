package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.CopyKey;
import dev.amig.journal.CopyTotals;
import dev.amig.journal.Run;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** Copies of tables of the database {@code v} on two shards, each into one whose name ends in {@code _new}. */
abstract class CopiesOnTwoShards extends TwoShards {
    @BeforeAll
    static void makeDatabase() throws Exception {
        onBoth("CREATE DATABASE v ENGINE = Atomic");
    }

    static ValidMigration copying(String name, String clauses) {
        return Bench.migration(
                "m_" + name,
                "COPY c FROM v.%1$s TO v.%1$s_new ON EACH SHARD %2$s;\nVERIFY COPY c BY PARTITION;"
                        .formatted(name, clauses));
    }

    static RunResult copied(String name, String clauses) throws Exception {
        RunResult result = bench.run(copying(name, clauses));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertOnlyStand(name, name + "_new");
        return result;
    }

    /** The same on both nodes. */
    static void assertRows(String sql, String expected) throws Exception {
        assertThat(bench.rows("s1r1", sql).toString()).isEqualTo(expected);
        assertThat(bench.rows("s2r1", sql).toString()).isEqualTo(expected);
    }

    static void assertOnlyStand(String... tables) throws Exception {
        assertRows(
                "SELECT name FROM system.tables WHERE database = 'v' AND startsWith(name, '" + tables[0]
                        + "') ORDER BY name",
                Arrays.stream(tables).sorted().map(List::of).toList().toString());
    }

    static CopyTotals totals(Run run) {
        return bench.journal().copies().totals(new CopyKey(run.id(), 0, "s1r1"));
    }
}
