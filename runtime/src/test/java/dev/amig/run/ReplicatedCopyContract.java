package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.journal.CopyKey;
import dev.amig.journal.CopyRecord;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a copy from and into {@code Replicated…} tables must keep, on a server that has a Keeper. */
abstract class ReplicatedCopyContract {
    static Bench bench;

    /** @param started on one node */
    static void begin(Bench started) throws Exception {
        bench = started;
        rows("CREATE DATABASE r ENGINE = Atomic");
    }

    @AfterAll
    static void closeBench() {
        bench.close();
    }

    @AfterEach
    void connectAsUsual() {
        bench.connectThrough(UnaryOperator.identity());
    }

    static List<List<Object>> rows(String sql) throws Exception {
        return bench.rows("s1r1", sql);
    }

    static String one(String sql) throws Exception {
        return bench.ask("s1r1", sql).toString();
    }

    /** @param family such as {@code Replacing}, in front of {@code MergeTree} */
    static String replicated(String family, String table, String arguments) {
        return "Replicated%sMergeTree('/amig/%s', '{replica}'%s)".formatted(family, table, arguments);
    }

    static void create(String table, String engine, String layout) throws Exception {
        rows("CREATE TABLE r.%s (id UInt64, name String, at Date) ENGINE = %s %s".formatted(table, engine, layout));
    }

    /** Four parts in two partitions; two of them are of the same rows. */
    static void fill(String table) throws Exception {
        rows("SYSTEM STOP MERGES r." + table);
        for (int part : List.of(0, 1, 1)) {
            rows(
                    "INSERT INTO r.%s SELECT number, concat('n', toString(number %% 7)), toDate('2024-01-15') + %d * 31 FROM numbers(%d, 600) SETTINGS insert_deduplicate = 0"
                            .formatted(table, part, part * 1000));
        }
        rows("INSERT INTO r.%s SELECT number, 'last', '2024-01-16' FROM numbers(5000, 30)".formatted(table));
    }

    static ValidMigration copying(String table, String clauses) {
        return Bench.migration("m_" + table, """
                COPY history FROM r.%1$s TO r.%1$s_new ON EACH SHARD %2$s ROLLBACK { TRUNCATE TABLE r.%1$s_new };
                VERIFY COPY history BY PARTITION ON ERROR PAUSE;
                """.formatted(table, clauses));
    }

    static RunResult copied(String table, String clauses) throws Exception {
        RunResult result = bench.run(copying(table, clauses));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertSame(table);
        return result;
    }

    static void assertSame(String table) throws Exception {
        for (String query : List.of(
                "SELECT * FROM r.%1$s EXCEPT ALL SELECT * FROM r.%1$s_new",
                "SELECT * FROM r.%1$s_new EXCEPT ALL SELECT * FROM r.%1$s")) {
            assertThat(rows(query.formatted(table))).as(query.formatted(table)).isEmpty();
        }
        assertThat(rows("SELECT name FROM system.tables WHERE database = 'r' AND match(name, '^%s_.*amig')"
                        .formatted(table)))
                .isEmpty();
    }

    static CopyRecord.Method method(RunResult result) {
        long run = result.run().orElseThrow().id();
        return bench.journal()
                .copies()
                .copy(new CopyKey(run, 0, "s1r1"))
                .orElseThrow()
                .definition()
                .method();
    }

    // ---- what arrives

    @ParameterizedTest
    @CsvSource({
        "plain_moved, plain, replicated, '(name, id)', INSERT",
        "plain_linked, plain, replicated, id, ATTACH",
        "both_moved, replicated, replicated, '(name, id)', INSERT",
        "both_linked, replicated, replicated, id, ATTACH",
        "back_moved, replicated, plain, '(name, id)', INSERT",
        "back_linked, replicated, plain, id, ATTACH"
    })
    void every_row_arrives_once(String table, String from, String to, String order, CopyRecord.Method method)
            throws Exception {
        String layout = "PARTITION BY toYYYYMM(at) ORDER BY ";
        create(table, from.equals("plain") ? "MergeTree" : replicated("", table, ""), layout + "id");
        fill(table);
        create(table + "_new", to.equals("plain") ? "MergeTree" : replicated("", table + "_new", ""), layout + order);
        RunResult result = copied(table, "CHUNK BY 250 ROWS PARALLEL 2");
        assertThat(method(result)).isEqualTo(method);
        assertThat(one("SELECT count() FROM r." + table + "_new")).isEqualTo("1830");
    }

    @Test
    void chunks_of_equal_rows_all_arrive_in_a_table_without_partitions() throws Exception {
        create("equal", "MergeTree", "ORDER BY id SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1");
        for (int i = 0; i < 4; i++) {
            rows("INSERT INTO r.equal SELECT number, 'x', '2024-01-01' FROM numbers(100)");
        }
        create("equal_new", replicated("", "equal_new", ""), "ORDER BY (name, id)");
        RunResult result = copied("equal", "CHUNK BY 100 ROWS PARALLEL 2");
        assertThat(one("SELECT (count(), uniqExact(id)) FROM r.equal_new")).isEqualTo("[400, 100]");
        assertThat(method(result)).isEqualTo(CopyRecord.Method.INSERT);
    }

    @Test
    void linked_parts_equal_to_some_that_were_attached_before_arrive_as_well() throws Exception {
        String layout = "ORDER BY id SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1";
        create("twin", "MergeTree", layout);
        rows("INSERT INTO r.twin SELECT number, 'x', '2024-01-01' FROM numbers(100)");
        create("twin_new", replicated("", "twin_new", ""), layout);
        rows("ALTER TABLE r.twin_new ATTACH PARTITION ID 'all' FROM r.twin");
        rows("ALTER TABLE r.twin_new ATTACH PARTITION ID 'all' FROM r.twin");
        assertThat(one("SELECT count() FROM r.twin_new"))
                .as("what the server does of its own")
                .isEqualTo("100");
        RunResult result = bench.run(
                Bench.migration(
                        "m_twin",
                        "COPY twin FROM r.twin TO r.twin_new ON EACH SHARD APPEND ROLLBACK NONE BECAUSE 'others write there';"));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(method(result)).isEqualTo(CopyRecord.Method.ATTACH);
        assertThat(one("SELECT (count(), uniqExact(id)) FROM r.twin_new")).isEqualTo("[200, 100]");
    }

    @Test
    void rows_of_a_replacing_table_may_be_replaced_as_they_come() throws Exception {
        create("versions", replicated("", "versions", ""), "PARTITION BY id % 2 ORDER BY id");
        rows("INSERT INTO r.versions SELECT number % 20, toString(intDiv(number, 20)), '2024-01-01' FROM numbers(60)");
        create("versions_new", replicated("Replacing", "versions_new", ", at"), "PARTITION BY id % 2 ORDER BY id");
        RunResult result = bench.run(Bench.migration("m_versions", """
                COPY history FROM r.versions TO r.versions_new ON EACH SHARD NO SHORTCUT CHUNK BY 7 ROWS ROLLBACK { TRUNCATE TABLE r.versions_new };
                STEP merge ON EACH SHARD { OPTIMIZE TABLE r.versions_new FINAL } ROLLBACK NONE BECAUSE 'the table is emptied';
                VERIFY COPY history BY PARTITION;
                """));
        assertThat(result.ending()).as(result.sentence()).isEqualTo(Ending.COMPLETED);
        assertThat(one("SELECT count() FROM r.versions_new")).isEqualTo("20");
    }

    // ---- back, again, and on

    @Test
    void a_copy_is_rolled_back_and_made_again_of_the_same_parts_and_the_tables_are_swapped() throws Exception {
        create("again", "MergeTree", "PARTITION BY toYYYYMM(at) ORDER BY id");
        fill("again");
        create("again_new", replicated("", "again_new", ""), "PARTITION BY toYYYYMM(at) ORDER BY id");
        ValidMigration migration = copying("again", "");
        for (int round = 1; round <= 2; round++) {
            copied("again", "");
            assertThat(bench.rollBack(migration).ending()).isEqualTo(Ending.ROLLED_BACK);
            assertThat(one("SELECT count() FROM r.again_new")).isEqualTo("0");
        }
        rows("CREATE TABLE r.again_before AS r.again");
        rows("INSERT INTO r.again_before SELECT * FROM r.again");
        ValidMigration swapping = Bench.migration("m_again_swap", """
                COPY history FROM r.again TO r.again_new ON EACH SHARD ROLLBACK { TRUNCATE TABLE r.again_new };
                VERIFY COPY history BY PARTITION;
                SWAP cutover TABLES r.again AND r.again_new ON EACH REPLICA;
                """);
        assertThat(bench.run(swapping).sentence()).isEqualTo("m_again_swap is completed");
        assertThat(one("SELECT engine FROM system.tables WHERE database = 'r' AND name = 'again'"))
                .isEqualTo("ReplicatedMergeTree");
        assertThat(rows("SELECT * FROM r.again_before EXCEPT ALL SELECT * FROM r.again"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"linked_repair, id", "moved_repair, '(name, id)'"})
    void a_partition_that_was_spoilt_is_copied_again(String table, String order) throws Exception {
        create(table, replicated("", table, ""), "PARTITION BY toYYYYMM(at) ORDER BY id");
        fill(table);
        create(table + "_new", replicated("", table + "_new", ""), "PARTITION BY toYYYYMM(at) ORDER BY " + order);
        ValidMigration migration = Bench.migration("m_" + table, """
                COPY history FROM r.%1$s TO r.%1$s_new ON EACH SHARD CHUNK BY 250 ROWS ROLLBACK { TRUNCATE TABLE r.%1$s_new };
                STEP plant ON EACH SHARD { ALTER TABLE r.%1$s_new DELETE WHERE id IN (3, 1001) } ROLLBACK NONE BECAUSE 'the table is emptied';
                VERIFY COPY history BY PARTITION ON ERROR PAUSE;
                """.formatted(table));
        Run run = bench.run(migration).run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        RepairResult repaired = bench.repair(run, found -> true);
        assertThat(repaired.ending()).as(repaired.sentence()).isEqualTo(RepairResult.Ending.REPAIRED);
        assertThat(bench.resume(migration).sentence()).isEqualTo("m_" + table + " is completed");
        assertSame(table);
    }

    // ---- what goes wrong

    @ParameterizedTest
    @CsvSource({"heard_not, true", "done_not, false"})
    void an_attach_whose_answer_was_lost_is_done_once(String table, boolean done) throws Exception {
        create(table, "MergeTree", "PARTITION BY toYYYYMM(at) ORDER BY id");
        fill(table);
        create(table + "_new", replicated("", table + "_new", ""), "PARTITION BY toYYYYMM(at) ORDER BY (name, id)");
        AtomicInteger count = new AtomicInteger();
        bench.connectThrough(real -> new LosingTransport(real, "_new ATTACH PARTITION ID", count, done));
        copied(table, "CHUNK BY 250 ROWS");
        assertThat(count).hasValue(1);
    }

    /** A server of a kind that gives parts no UUIDs. */
    private static final class WithoutUuids extends ForwardingTransport {
        private WithoutUuids(Transport real) {
            super(real);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            String sql = query.sql()
                    .replace("assign_part_uuids = 1", "assign_part_uuids = 0")
                    .replace("CLEAR INDEX IF EXISTS __amig_none", "APPLY DELETED MASK");
            Query changed = Query.of(sql, query.queryId()).withMaxRows(Integer.MAX_VALUE);
            return super.execute(changed.withSettings(query.settings()), progress);
        }
    }

    @Test
    void parts_that_the_table_does_not_take_are_missed_before_the_chunk_counts_as_done() throws Exception {
        create("untaken", "MergeTree", "ORDER BY id SETTINGS max_bytes_to_merge_at_max_space_in_pool = 1");
        for (int i = 0; i < 2; i++) {
            rows("INSERT INTO r.untaken SELECT number, 'x', '2024-01-01' FROM numbers(100)");
        }
        create("untaken_new", replicated("", "untaken_new", ""), "ORDER BY (name, id)");
        bench.connectThrough(WithoutUuids::new);
        ValidMigration migration = copying("untaken", "CHUNK BY 100 ROWS PARALLEL 1 ON ERROR PAUSE");
        RunResult result = bench.run(migration);
        assertThat(result.ending()).isEqualTo(Ending.NOT_ROLLED_BACK);
        assertThat(result.sentence())
                .contains(
                        "chunk 1: r.untaken_new took over 0 of the 1 parts of partition all that were attached, and said that all went well, as it does where it was given equal parts within the last hour (replicated_deduplication_window_seconds); go on when that is over");
        rows("ALTER TABLE r.untaken_new MODIFY SETTING replicated_deduplication_window = 0");
        assertThat(bench.rollBack(migration).ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    /** A server whose replica does not get what the others have. */
    private static final class Behind extends ForwardingTransport {
        private Behind(Transport real) {
            super(real);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            if (query.sql().startsWith("SYSTEM SYNC REPLICA")) {
                assertThat(query.sql()).isEqualTo("SYSTEM SYNC REPLICA r.behind LIGHTWEIGHT");
                throw new QueryException(
                        QueryException.Kind.SERVER,
                        bench.cluster().nodes().get(0),
                        query.queryId(),
                        159,
                        "TIMEOUT_EXCEEDED",
                        "SYNC REPLICA r.behind: command timed out.",
                        null);
            }
            return super.execute(query, progress);
        }
    }

    @Test
    void a_source_whose_replica_is_behind_is_not_copied() throws Exception {
        create("behind", replicated("", "behind", ""), "ORDER BY id");
        create("behind_new", "MergeTree", "ORDER BY id");
        bench.connectThrough(Behind::new);
        RunResult result = bench.run(copying("behind", "ON ERROR PAUSE"));
        assertThat(result.sentence())
                .contains(
                        "this replica of r.behind may lack rows that others have: ",
                        "SYNC REPLICA r.behind: command timed out.",
                        "; see system.replication_queue, and go on when it is empty");
    }
}
