package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.OwnedTable;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** Copies that are spoilt on the second shard, in tables {@code p.NAME} and {@code p.NAME_new}. */
abstract class RepairFixture extends TwoShards {
    private static final String COPY_AND_VERIFY = """
            COPY history FROM p.%1$s TO p.%1$s_new ON EACH SHARD %2$s ROLLBACK { TRUNCATE TABLE p.%1$s_new };
            STEP plant ON SHARD 2 { %3$s } ROLLBACK NONE BECAUSE 'the table is emptied';
            VERIFY COPY history BY PARTITION ON ERROR PAUSE;
            """;

    @BeforeAll
    static void makeDatabase() throws Exception {
        onBoth("CREATE DATABASE p ENGINE = Atomic");
    }

    /** Copies, spoils the copy on the second shard, and finds that. */
    static Run spoilt(ValidMigration migration) throws Exception {
        RunResult result = bench.run(migration);
        Run run = result.run().orElseThrow();
        assertThat(run.status()).as(result.sentence()).isEqualTo(RunStatus.PAUSED);
        return run;
    }

    static ValidMigration migration(String table, String clauses, String plant) {
        return Bench.migration("m_" + table, COPY_AND_VERIFY.formatted(table, clauses, plant));
    }

    /** The parts of a table as they are on the disk, with the time when each was written. */
    static List<String> parts(String node, String table, String where) throws Exception {
        return bench
                .rows(
                        node,
                        "SELECT name || ' ' || toString(modification_time) FROM system.parts WHERE database = 'p' AND table = '"
                                + table + "' AND active AND rows > 0 AND " + where + " ORDER BY name")
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    static void assertSame(String table) throws Exception {
        for (String node : NODES) {
            assertSame(node, table);
        }
    }

    static void assertSame(String node, String table) throws Exception {
        for (String query : List.of(
                "SELECT * FROM p.%1$s EXCEPT ALL SELECT * FROM p.%1$s_new",
                "SELECT * FROM p.%1$s_new EXCEPT ALL SELECT * FROM p.%1$s")) {
            assertThat(bench.rows(node, query.formatted(table)))
                    .as("%s on %s", query, node)
                    .isEmpty();
        }
    }

    static void assertNothingOwnedIsLeft(Run run) throws Exception {
        assertThat(bench.journal().copies().owned(run.id()))
                .extracting(OwnedTable::name)
                .isEmpty();
        for (String node : NODES) {
            assertThat(bench.rows(
                            node,
                            "SELECT name FROM system.tables WHERE match(name, '__amig_(snapshot|chunk)_" + run.id()
                                    + "_')"))
                    .isEmpty();
        }
    }

    static List<String> sentences(RepairResult result) {
        return result.found().stream()
                .flatMap(it -> it.partitions().stream().map(partition -> it.node() + " " + partition.sentence()))
                .toList();
    }

    static String address() {
        return "127.0.0.1:" + bench.server("s2r1").grpcPort();
    }
}
