package dev.amig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.cluster.Node;
import dev.amig.embedded.Guest;
import dev.amig.journal.Run;
import dev.amig.journal.RunStatus;
import dev.amig.language.analysis.ValidMigration;
import dev.amig.language.source.Source;
import dev.amig.run.RunResult.Ending;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Secret;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportOptions;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before the first action, with users that may do little, on two real shards. Nothing is ever changed. */
class StartChecksIT {
    private static final String CREATE = "STEP make ON EACH SHARD { CREATE TABLE %s (n UInt8) ENGINE = Memory }"
            + " ROLLBACK { DROP TABLE IF EXISTS %s SYNC };\n";

    /** What the steps above and amig itself need. */
    private static final List<String> ENOUGH = List.of(
            "GRANT CREATE TABLE ON default.guests_*",
            "GRANT DROP TABLE ON default.guests_*",
            "GRANT TABLE ENGINE ON Memory",
            "GRANT SELECT ON system.*",
            "GRANT SYSTEM FLUSH LOGS ON *.*");

    private static final String COPY = "COPY all FROM copied.t TO copied.t_new ON EACH SHARD;\n";

    /** Between tables that are not replicated. */
    private static final List<String> OF_A_COPY = List.of(
            "GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE ON copied.*",
            "REVOKE ALTER CLEAR INDEX ON copied.*",
            "GRANT TABLE ENGINE ON MergeTree",
            "GRANT SELECT ON system.*",
            "GRANT SYSTEM FLUSH LOGS ON *.*");

    /** What somebody is told who has none of it, and what any run needs. */
    private static final List<String> LEAST_OF_A_COPY = List.of(
            "GRANT SELECT ON copied.t",
            "GRANT CREATE TABLE, INSERT, SELECT, ALTER DELETE, DROP TABLE ON copied.t__amig_*",
            "GRANT SELECT, INSERT ON copied.t_new",
            "GRANT CREATE TABLE, INSERT, SELECT, ALTER DELETE, DROP TABLE ON copied.t_new__amig_*",
            "GRANT TABLE ENGINE ON MergeTree",
            "GRANT SELECT ON system.*",
            "GRANT SYSTEM FLUSH LOGS ON *.*");

    @TempDir
    private static Path home;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = Bench.start(
                home.resolve("journal"),
                builder -> builder.shards(2)
                        .guest(guest("enough", Map.of(), ENOUGH))
                        .guest(guest(
                                "poor",
                                Map.of(),
                                List.of("GRANT SELECT ON system.*", "GRANT SYSTEM FLUSH LOGS ON *.*")))
                        .guest(guest("copier", Map.of(), OF_A_COPY))
                        .guest(guest("sparing", Map.of(), LEAST_OF_A_COPY))
                        .guest(guest("blind", Map.of(), List.of("GRANT SELECT(id) ON default.nothing")))
                        .guest(guest("reader", Map.of("readonly", "1"), List.of("GRANT ALL ON *.*")))
                        .guest(guest("half_reader", Map.of("readonly", "2"), List.of("GRANT ALL ON *.*")))
                        .guest(guest("traceless", Map.of("log_queries", "0"), List.of("GRANT ALL ON *.*"))));
    }

    private static Guest guest(String name, Map<String, String> settings, List<String> grants) {
        return new Guest(name, "secret", settings, grants);
    }

    @AfterEach
    void back() {
        bench.connectThrough(UnaryOperator.identity());
        bench.connectAs(TransportOptions.PLAIN);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static RunResult runAs(String user, ValidMigration migration) throws Exception {
        bench.connectAs(TransportOptions.PLAIN.as(user, Secret.of("secret")));
        try {
            return bench.run(migration);
        } finally {
            bench.connectAs(TransportOptions.PLAIN);
        }
    }

    private static ValidMigration creating(String name, String table) {
        return Bench.migration(name, CREATE.formatted(table, table));
    }

    private static String node(String id) {
        return bench.cluster().nodes().stream()
                .filter(node -> node.id().equals(id))
                .map(Node::toString)
                .findFirst()
                .orElseThrow();
    }

    /** Refused with this reason, as the right status, without a statement sent or a table made. */
    private static void assertRefused(RunResult result, String table, String why) throws Exception {
        assertThat(result.sentence())
                .isEqualTo(
                        result.run().orElseThrow().migration() + " was not started: " + why + "; nothing was changed");
        assertThat(result.ending()).isEqualTo(Ending.REFUSED);
        Run run = result.run().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED_AT_STARTUP);
        assertThat(run.error()).contains(why);
        assertThat(bench.journal().attempts(run.id())).isEmpty();
        assertThat(bench.journal().nodeStates(run.id())).isEmpty();
        for (String node : List.of("s1r1", "s2r1")) {
            assertThat(bench.ask(node, "EXISTS TABLE " + table)).isEqualTo(0L);
        }
    }

    // ---- the limit on concurrent migrations

    @Test
    void a_migration_that_waits_half_way_keeps_others_from_starting_as_configured() throws Exception {
        RunResult waiting = bench.run(Bench.migration("m_waits", "CONFIRM 'Go?';\n"));
        RunResult refused = bench.run(
                creating("m_second", "limit_t"),
                Bench.options(question -> false).withConcurrentMigrations(1));

        assertRefused(
                refused,
                "limit_t",
                "at most 1 migration may be under way on cluster posthog (concurrent_migrations in amig.yaml), and run "
                        + waiting.run().orElseThrow().id() + " of m_waits is Waiting for confirmation");

        RunResult second = bench.run(
                creating("m_second", "limit_t"),
                Bench.options(question -> false).withConcurrentMigrations(2));
        assertThat(second.sentence()).isEqualTo("m_second is completed");
        bench.run(Bench.migration("m_waits", "CONFIRM 'Go?';\n"), Bench.options(question -> true));
    }

    // ---- not already running

    @Test
    void a_runner_with_another_journal_is_seen_on_the_servers() throws Exception {
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> bench.runAs(
                "s2r1",
                "amig-7-fill-s2r1-0-1",
                "SELECT sleepEachRow(0.1) FROM numbers(100) SETTINGS max_block_size = 1"));
        String running = "SELECT count() FROM system.processes WHERE query_id = 'amig-7-fill-s2r1-0-1'";
        while (!bench.ask("s2r1", running).equals(BigInteger.ONE)) {
            Thread.sleep(20);
        }

        RunResult result = bench.run(creating("m_stranger", "stranger_t"));
        bench.rows("s2r1", "KILL QUERY WHERE query_id = 'amig-7-fill-s2r1-0-1' SYNC");
        assertThat(other.handle((unused, killed) -> killed != null).join()).isTrue();

        assertRefused(
                result,
                "stranger_t",
                "amig already runs there: query amig-7-fill-s2r1-0-1 on " + node("s2r1")
                        + ", of a runner with another journal or left by one that ended; wait for its end, or stop it there:"
                        + " KILL QUERY WHERE query_id = 'amig-7-fill-s2r1-0-1'");
    }

    // ---- the documented order

    @Test
    void of_several_reasons_the_first_in_the_documented_order_is_told() throws Exception {
        String header =
                "MIGRATION m_order DEPENDS ON m_never APPLICATION VERSION '>=2.0.0' REQUIRES clickhouse '>=99.1';\n";
        String checks = """
                REQUIRED WHEN ON ANY NODE { SELECT 0 };
                PRECHECK 'first' ON EACH SHARD { SELECT 0 };
                HEALTHCHECK 'second' ON EACH SHARD { SELECT 0 };
                """;
        String step = CREATE.formatted("order_t", "order_t");
        List<String> told = List.of(
                because(header + checks + step),
                because(header.replace(" APPLICATION VERSION '>=2.0.0'", "") + checks + step),
                because("MIGRATION m_order DEPENDS ON m_never;\n" + checks + step),
                because("MIGRATION m_order DEPENDS ON m_never;\n"
                        + checks.replace("ON ANY NODE { SELECT 0 }", "{ SELECT 1 }") + step),
                because("MIGRATION m_order;\n" + checks.replace("ON ANY NODE { SELECT 0 }", "{ SELECT 1 }") + step),
                because("MIGRATION m_order;\n" + checks.substring(checks.indexOf("HEALTHCHECK")) + step));
        String version = bench.ask("s1r1", "SELECT version()").toString();
        assertThat(told)
                .containsExactly(
                        "m_order was not started: the migration is for application version >=2.0.0, this is 1.31.0; nothing was changed",
                        "m_order was not started: the migration needs clickhouse >=99.1, %s runs %s; %s runs %s; nothing was changed"
                                .formatted(node("s1r1"), version, node("s2r1"), version),
                        "m_order is not required: REQUIRED WHEN is false on " + node("s1r1"),
                        "m_order was not started: it depends on m_never, which is: Not started; nothing was changed",
                        "m_order was not started: PRECHECK (m_order.amig:3:1) on " + node("s1r1")
                                + ": first; nothing was changed",
                        "m_order was not started: HEALTHCHECK (m_order.amig:2:1) on " + node("s1r1")
                                + ": second; nothing was changed");
        assertThat(bench.ask("s1r1", "EXISTS TABLE order_t")).isEqualTo(0L);
    }

    private static String because(String text) throws Exception {
        return bench.run(Bench.valid(new Source("m_order.amig", text))).sentence();
    }

    @Test
    void every_node_that_does_not_answer_is_named() throws Exception {
        for (String id : List.of("s1r1", "s2r1")) {
            bench.servers().kill(bench.server(id));
        }
        RunResult result = bench.run(creating("m_dead", "dead_t"));
        for (String id : List.of("s1r1", "s2r1")) {
            bench.servers().restart(bench.server(id));
        }
        bench.connectAs(TransportOptions.PLAIN);
        assertRefused(result, "dead_t", silent("s1r1") + "; " + silent("s2r1"));
    }

    private static String silent(String id) {
        return "%s: no connection to 127.0.0.1:%d (finishConnect(..) failed with error(-111): Connection refused); does the server run, and is this its gRPC port?"
                .formatted(node(id), bench.server(id).grpcPort());
    }

    // ---- what the user may do

    @Test
    void the_rights_that_are_missing_are_told_as_the_grants_that_give_them() throws Exception {
        String lacks =
                ": amig's user lacks what the migration needs there: GRANT CREATE TABLE ON default.guests_t TO poor,"
                        + " GRANT TABLE ENGINE ON Memory TO poor, GRANT DROP TABLE ON default.guests_t TO poor";
        assertRefused(
                runAs("poor", creating("m_poor", "guests_t")),
                "guests_t",
                node("s1r1") + lacks + "; " + node("s2r1") + lacks);
    }

    @Test
    void a_user_with_just_the_rights_that_are_told_runs_and_stops_the_migration() throws Exception {
        assertThat(runAs("enough", creating("m_enough", "guests_enough")).sentence())
                .isEqualTo("m_enough is completed");
        assertThat(runAs(
                                "enough",
                                Bench.migration(
                                        "m_enough_fails",
                                        CREATE.formatted("guests_f", "guests_f")
                                                + "STEP slow ON EACH SHARD { SELECT throwIf(getMacro('shard') = '2'), sleepEachRow(0.1) FROM numbers(300) SETTINGS max_block_size = 1 } ROLLBACK NONE BECAUSE 'reads';"))
                        .ending())
                .isEqualTo(Ending.ROLLED_BACK);
        assertThat(bench.ask("s1r1", "EXISTS TABLE guests_f")).isEqualTo(0L);
    }

    /** The engine makes no replicated tables, so that a table is one is played. */
    private static final class Replicated extends ForwardingTransport {
        private Replicated(Transport real) {
            super(real);
        }

        @Override
        public Result execute(Query query, ProgressListener progress) throws QueryException {
            return super.execute(
                    query.sql().contains("'^(Replicated|Shared)'") ? Query.of("SELECT true", query.queryId()) : query,
                    progress);
        }
    }

    private static void makeTablesToCopy() throws Exception {
        for (String node : List.of("s1r1", "s2r1")) {
            bench.rows(node, "CREATE DATABASE IF NOT EXISTS copied");
            bench.rows(node, "CREATE OR REPLACE TABLE copied.t (id UInt64) ENGINE = MergeTree ORDER BY id");
            bench.rows(node, "CREATE OR REPLACE TABLE copied.t_new (id UInt64) ENGINE = MergeTree ORDER BY (id, -id)");
            bench.rows(node, "INSERT INTO copied.t SELECT number FROM numbers(10)");
        }
    }

    @Test
    void what_a_copy_needs_is_told_and_is_enough() throws Exception {
        makeTablesToCopy();
        assertThat(runAs("sparing", Bench.migration("m_sparing", COPY)).sentence())
                .isEqualTo("m_sparing is completed");
        assertThat(bench.ask("s2r1", "SELECT toInt64(count()) FROM copied.t_new"))
                .isEqualTo(10L);

        String ofOurs =
                ": amig's user lacks what the migration needs there: GRANT CREATE TABLE ON copied.t__amig_* TO poor,"
                        + " GRANT INSERT ON copied.t__amig_* TO poor, GRANT SELECT ON copied.t TO poor,"
                        + " GRANT ALTER DELETE ON copied.t__amig_* TO poor,"
                        + " GRANT CREATE TABLE ON copied.t_new__amig_* TO poor, GRANT INSERT ON copied.t_new__amig_* TO poor,"
                        + " GRANT SELECT ON copied.t__amig_* TO poor, GRANT SELECT ON copied.t_new__amig_* TO poor,"
                        + " GRANT INSERT ON copied.t_new TO poor, GRANT ALTER DELETE ON copied.t_new__amig_* TO poor,"
                        + " GRANT DROP TABLE ON copied.t_new__amig_* TO poor, GRANT DROP TABLE ON copied.t__amig_* TO poor,"
                        + " GRANT SELECT ON copied.t_new TO poor";
        assertThat(runAs("poor", Bench.migration("m_poor_copy", COPY)).sentence())
                .isEqualTo("m_poor_copy was not started: " + node("s1r1") + ofOurs + "; " + node("s2r1") + ofOurs
                        + "; nothing was changed");
    }

    @Test
    void what_only_replicated_tables_need_is_missed_only_where_they_are() throws Exception {
        makeTablesToCopy();
        assertThat(runAs("copier", Bench.migration("m_plain", COPY)).sentence()).isEqualTo("m_plain is completed");

        bench.connectThrough(Replicated::new);
        RunResult refused = runAs("copier", Bench.migration("m_replicated", COPY));
        String lacks =
                ": amig's user lacks what the migration needs there: GRANT SYSTEM SYNC REPLICA ON copied.t TO copier,"
                        + " GRANT SYSTEM SYNC REPLICA ON copied.t_new TO copier";
        assertRefused(
                refused,
                "copied.t__amig_snapshot_" + refused.run().orElseThrow().id() + "_1",
                node("s1r1") + lacks + "; " + node("s2r1") + lacks);
    }

    @Test
    void a_user_who_cannot_read_the_system_tables_is_told_what_for() throws Exception {
        RunResult result = runAs("blind", creating("m_blind", "guests_b"));
        assertThat(result.sentence())
                .startsWith("m_blind was not started: " + node("s1r1") + ": blind: Not enough privileges.")
                .contains("SELECT ON system.processes")
                .endsWith("; nothing was changed");
        assertThat(result.run().map(Run::status)).isEqualTo(Optional.of(RunStatus.FAILED_AT_STARTUP));
    }

    @Test
    void a_user_who_may_only_read_is_refused() throws Exception {
        assertThat(runAs("reader", creating("m_reader", "reader_t")).sentence())
                .startsWith("m_reader was not started: " + node("s1r1") + ": Cannot modify '")
                .contains("' setting in readonly mode; amig's user needs a profile without readonly; ");
        String why = ": amig's user may only read there (readonly = 2 in its profile)";
        assertRefused(
                runAs("half_reader", creating("m_half_reader", "half_t")),
                "half_t",
                node("s1r1") + why + "; " + node("s2r1") + why);
    }

    @Test
    void a_user_who_leaves_no_trace_is_refused() throws Exception {
        String why =
                ": amig's user leaves no trace in system.query_log (log_queries = 0 in its profile), so a lost answer could not be looked up";
        assertRefused(
                runAs("traceless", creating("m_traceless", "traceless_t")),
                "traceless_t",
                node("s1r1") + why + "; " + node("s2r1") + why);
    }
}
