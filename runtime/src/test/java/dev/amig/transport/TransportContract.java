package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.cluster.Node;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.transport.QueryException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every transport must keep, on a real server. A new one extends this class and says how it is opened. */
public abstract class TransportContract {
    private static EmbeddedCluster cluster;

    private Transport transport;

    protected abstract Transport open(Node node, TransportOptions options);

    protected abstract int portOf(EmbeddedNode node);

    @BeforeAll
    static void startServer() {
        cluster = EmbeddedCluster.builder()
                .shards(1)
                .user("migrator", "s3cret")
                .progress(System.err::println)
                .onDeath(System.err::println)
                .start();
    }

    @AfterAll
    static void stopServer() {
        cluster.close();
    }

    @BeforeEach
    void openTransport() {
        transport = open(node(), migrator());
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    private static TransportOptions migrator() {
        return TransportOptions.PLAIN.as("migrator", Secret.of("s3cret"));
    }

    private static EmbeddedNode server() {
        return cluster.nodes().get(0);
    }

    private Node node() {
        return new Node(1, 1, "127.0.0.1", portOf(server()));
    }

    private static String id() {
        return "test-" + UUID.randomUUID();
    }

    private Result run(String sql) throws QueryException {
        return transport.execute(Query.of(sql, id()), ProgressListener.NONE);
    }

    private QueryException failure(String sql) {
        return failure(transport, Query.of(sql, id()));
    }

    private static QueryException failure(Transport transport, Query query) {
        return catchThrowableOfType(QueryException.class, () -> transport.execute(query, ProgressListener.NONE));
    }

    @Test
    void values_of_every_kind_arrive_exactly() throws QueryException {
        Result result = run("""
                SELECT toInt8(-128), toUInt32(4294967295), toInt64(-9223372036854775808) AS i64, toUInt64(18446744073709551615),
                    toInt256('-57896044618658097711785492504343953926634992332820282019728792003956564819968'),
                    toFloat64(0.1), toFloat32(1.5), nan, inf, -inf, toDecimal128('12345678901234567890.123456789', 9),
                    true, NULL, 'a''b\\\\"\\n\\t€😀', toFixedString('ab', 2), toDate('2024-02-29'), toDateTime64('2024-02-29 12:34:56.123456', 6, 'UTC'),
                    toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0'), [1, 2], ['a', NULL], (1, 'x'), map('k', 1, 'l', 2),
                    toLowCardinality('lc'), CAST('b' AS Enum8('a' = 1, 'b' = 2)), toIPv4('127.0.0.1'), CAST((1, 'n') AS Tuple(a UInt64, `b c` String)), [(1, [2])]
                """);
        assertThat(result.rows())
                .containsExactly(Arrays.asList(
                        -128L,
                        4294967295L,
                        Long.MIN_VALUE,
                        new BigInteger("18446744073709551615"),
                        new BigInteger(
                                "-57896044618658097711785492504343953926634992332820282019728792003956564819968"),
                        0.1,
                        1.5,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        new BigDecimal("12345678901234567890.123456789"),
                        true,
                        null,
                        "a'b\\\"\n\t€😀",
                        "ab",
                        "2024-02-29",
                        "2024-02-29 12:34:56.123456",
                        "61f0c404-5cb3-11e7-907b-a6006ad3dba0",
                        List.of(1L, 2L),
                        Arrays.asList("a", null),
                        List.of(1L, "x"),
                        Map.of("k", 1L, "l", 2L),
                        "lc",
                        "b",
                        "127.0.0.1",
                        List.of(BigInteger.ONE, "n"),
                        List.of(List.of(1L, List.of(2L)))));
        assertThat(result.columns().get(2)).isEqualTo(new Result.Column("i64", "Int64"));
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void statements_without_rows_give_none() throws QueryException {
        Result created = run("CREATE TABLE IF NOT EXISTS c (n UInt64) ENGINE = MergeTree ORDER BY n");
        assertThat(created.rows()).isEmpty();
        assertThat(created.columns()).isEmpty();
    }

    @Test
    void an_insert_select_tells_how_many_rows_it_wrote() throws QueryException {
        run("CREATE TABLE w (n UInt64) ENGINE = MergeTree ORDER BY n");
        Result inserted = run("INSERT INTO w SELECT number FROM numbers(100000)");
        assertThat(inserted.counters().writtenRows()).isEqualTo(100_000);
        assertThat(inserted.counters().readRows()).isEqualTo(100_000);
        assertThat(run("SELECT count(), sum(n) FROM w").rows())
                .containsExactly(List.of(new BigInteger("100000"), new BigInteger("4999950000")));
    }

    @Test
    void an_insert_of_values_keeps_odd_strings() throws QueryException {
        run("CREATE TABLE v (s String) ENGINE = MergeTree ORDER BY s");
        run("INSERT INTO v VALUES ('a;b'), ('{c}'), ('it''s'), ('?')");
        assertThat(run("SELECT s FROM v ORDER BY s").rows())
                .containsExactly(List.of("?"), List.of("a;b"), List.of("it's"), List.of("{c}"));
    }

    @Test
    void the_server_gets_the_bytes_of_the_statement() throws QueryException {
        String sql = "/* ü */ SELECT '?' AS `{x}`, 'a:b' -- at the end 😀";
        String queryId = id();
        assertThat(transport
                        .execute(Query.of(sql, queryId), ProgressListener.NONE)
                        .rows())
                .containsExactly(List.of("?", "a:b"));
        run("SYSTEM FLUSH LOGS");
        assertThat(run("SELECT DISTINCT query FROM system.query_log WHERE query_id = '" + queryId + "'")
                        .rows())
                .containsExactly(List.of(sql));
    }

    @Test
    void settings_and_database_take_effect() throws QueryException {
        run("CREATE DATABASE IF NOT EXISTS other");
        Query query = Query.of("SELECT currentDatabase(), getSetting('max_threads'), getSetting('log_comment')", id())
                .withSettings(Map.of("max_threads", "3", "log_comment", "{\"a\":\"it's & ü\"}"))
                .withDatabase("other");
        assertThat(transport.execute(query, ProgressListener.NONE).rows())
                .containsExactly(List.of("other", 3L, "{\"a\":\"it's & ü\"}"));
    }

    @Test
    void a_statement_with_a_format_of_its_own_comes_as_lines() throws QueryException {
        Result result = run("SELECT number, 'x' FROM numbers(2) FORMAT TSV");
        assertThat(result.columns()).containsExactly(new Result.Column("output", "String"));
        assertThat(result.rows()).containsExactly(List.of("0\tx"), List.of("1\tx"));
    }

    @Test
    void more_rows_than_wanted_are_cut_and_that_is_said() throws QueryException {
        Query query =
                new Query("SELECT number FROM numbers(100000)", id(), Map.of(), Optional.empty(), Optional.empty(), 10);
        Result result = transport.execute(query, ProgressListener.NONE);
        assertThat(result.rows()).hasSize(10);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void large_statements_and_results_pass() throws QueryException {
        String text = "x".repeat(6_000_000);
        assertThat(run("SELECT repeat(repeat('y', 1000000), 24)").rows().get(0).get(0))
                .isEqualTo("y".repeat(24_000_000));
        Query query = Query.of("SELECT '" + text + "', length('" + text.substring(0, 10) + "')", id())
                .withSettings(Map.of("max_query_size", "20000000"));
        assertThat(transport.execute(query, ProgressListener.NONE).rows().get(0).get(0))
                .isEqualTo(text);
    }

    @Test
    void an_error_of_the_server_has_code_name_message_and_node() {
        QueryException e = failure("SELECT * FROM no_such_table");
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.code()).isEqualTo(60);
        assertThat(e.codeName()).isEqualTo("UNKNOWN_TABLE");
        assertThat(e.getMessage())
                .isEqualTo("Unknown table expression identifier 'no_such_table' in scope SELECT * FROM no_such_table");
        assertThat(e.node()).isEqualTo(node());
        assertThat(e.queryId()).startsWith("test-");
    }

    @Test
    void an_unknown_setting_is_refused() {
        QueryException e = failure(transport, Query.of("SELECT 1", id()).withSettings(Map.of("no_such_setting", "1")));
        assertThat(e.code()).isEqualTo(115);
        assertThat(e.codeName()).isEqualTo("UNKNOWN_SETTING");
        assertThat(e).hasMessage("Unknown setting 'no_such_setting'");
    }

    @Test
    void a_result_that_breaks_in_the_middle_is_a_failure() {
        QueryException e = failure(
                "SELECT number, throwIf(number = 900000, 'broken in the middle') FROM numbers(1000000) SETTINGS max_threads = 1, max_block_size = 1000");
        assertThat(e).hasMessageStartingWith("broken in the middle");
        assertThat(e.code()).isEqualTo(395);
        assertThat(e.codeName()).isEqualTo("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
    }

    @Test
    void the_same_query_id_twice_at_once_is_refused() throws Exception {
        String queryId = id();
        CompletableFuture<Result> first = CompletableFuture.supplyAsync(() -> {
            try {
                return transport.execute(Query.of(sleeping(2), queryId), ProgressListener.NONE);
            } catch (QueryException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitRunning(queryId);
        assertThat(failure(transport, Query.of("SELECT 1", queryId)).code()).isEqualTo(216);
        first.get();
    }

    private static String sleeping(int seconds) {
        return "SELECT sum(sleepEachRow(0.1)) FROM numbers(" + 10 * seconds
                + ") SETTINGS max_block_size = 1, max_threads = 1";
    }

    private void awaitRunning(String queryId) throws Exception {
        String sql = "SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'";
        for (int i = 0; i < 100; i++) {
            if (!run(sql).rows().get(0).get(0).equals(BigInteger.ZERO)) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("query " + queryId + " is not running");
    }

    private boolean isRunning(String queryId) throws QueryException {
        return !run("SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'")
                .rows()
                .get(0)
                .get(0)
                .equals(BigInteger.ZERO);
    }

    @Test
    void a_query_of_seconds_tells_its_progress_at_least_twice_a_second() throws QueryException {
        List<Counters> told = new CopyOnWriteArrayList<>();
        List<Long> times = new CopyOnWriteArrayList<>();
        long started = System.nanoTime();
        transport.execute(Query.of(sleeping(3), id()), counters -> {
            told.add(counters);
            times.add(System.nanoTime());
        });
        long previous = started;
        for (long time : times) {
            assertThat(Duration.ofNanos(time - previous)).isLessThan(Duration.ofMillis(900));
            previous = time;
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).readRows())
                    .isGreaterThanOrEqualTo(told.get(i - 1).readRows());
        }
        assertThat(told.get(told.size() - 1).readRows()).isEqualTo(30);
    }

    @Test
    void a_cancelled_query_is_gone_when_cancel_returns() throws Exception {
        String queryId = id();
        CompletableFuture<QueryException> running =
                CompletableFuture.supplyAsync(() -> failure(transport, Query.of(sleeping(60), queryId)));
        awaitRunning(queryId);
        assertThat(transport.cancel(queryId)).isTrue();
        assertThat(isRunning(queryId)).isFalse();
        QueryException e = running.get(5, TimeUnit.SECONDS);
        assertThat(e.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(e).hasMessage("the query was killed on the server");
        assertThat(transport.cancel(queryId)).isFalse();
    }

    @Test
    void after_a_time_out_the_query_no_longer_runs() throws Exception {
        String queryId = id();
        // Told not to stop by itself, as statements exist that do not look at the clock.
        Query query = Query.of(sleeping(60) + ", timeout_before_checking_execution_speed = 0", queryId)
                .withTimeout(Duration.ofSeconds(1))
                .withSettings(Map.of("max_execution_time", "0"));
        QueryException e = failure(transport, query);
        assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(e).hasMessage("no answer within 1.0 s");
        assertThat(isRunning(queryId)).isFalse();
    }

    @Test
    void the_servers_own_limit_of_time_is_its_error() {
        QueryException e = failure(transport, Query.of(sleeping(60), id()).withTimeout(Duration.ofSeconds(1)));
        assertThat(e.kind()).isEqualTo(Kind.SERVER);
        assertThat(e.codeName()).isEqualTo("TIMEOUT_EXCEEDED");
    }

    @Test
    void a_user_with_a_password_is_let_in_and_a_wrong_one_is_told() throws QueryException {
        assertThat(run("SELECT currentUser()").rows()).containsExactly(List.of("migrator"));
        try (Transport wrong = open(node(), TransportOptions.PLAIN.as("migrator", Secret.of("guess")))) {
            QueryException e = failure(wrong, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(e)
                    .hasMessage(
                            "the server refused user and password: migrator: Authentication failed: password is incorrect, or there is no user with such name; check user and password of the cluster in amig.yaml");
        }
    }

    @Test
    void a_port_where_nobody_listens_is_told() {
        try (Transport nowhere = open(new Node(1, 1, "127.0.0.1", 1), TransportOptions.PLAIN)) {
            QueryException e = failure(nowhere, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e.getMessage()).startsWith("no connection to 127.0.0.1:1 (");
        }
    }

    @Test
    void a_host_that_does_not_exist_is_told() {
        try (Transport nowhere = open(new Node(1, 1, "no-such-host.invalid", 9100), TransportOptions.PLAIN)) {
            QueryException e = failure(nowhere, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e).hasMessage("the host no-such-host.invalid is not known");
        }
    }

    @Test
    void tls_spoken_to_a_plain_port_is_told() {
        TransportOptions tls = TransportOptions.PLAIN.withTls(new TransportOptions.Tls(Optional.empty()));
        try (Transport secure = open(node(), tls)) {
            QueryException e = failure(secure, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e.getMessage())
                    .startsWith("no secure connection: ")
                    .endsWith("; check tls of the cluster in amig.yaml, and whether the port speaks TLS");
        }
    }

    @Test
    void a_server_that_is_killed_in_the_middle_of_a_query_leaves_the_outcome_unknown() throws Exception {
        try (EmbeddedCluster victim = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode server = victim.nodes().get(0);
            try (Transport doomed = open(new Node(1, 1, "127.0.0.1", portOf(server)), TransportOptions.PLAIN)) {
                doomed.execute(Query.of("SELECT 1", id()), ProgressListener.NONE);
                CompletableFuture<QueryException> running =
                        CompletableFuture.supplyAsync(() -> failure(doomed, Query.of(sleeping(60), id())));
                Thread.sleep(700);
                victim.kill(server);
                QueryException e = running.get(10, TimeUnit.SECONDS);
                assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
                assertThat(e.kind().outcomeKnown()).isFalse();
                assertThat(e.getMessage()).startsWith("the connection was lost while the statement ran (");
            }
        }
    }

    @Test
    void fifty_threads_share_one_transport() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                calls.add(() ->
                        run("SELECT toInt32(" + number + ")").rows().get(0).get(0));
            }
            List<Object> numbers = new ArrayList<>();
            for (Future<Object> call : pool.invokeAll(calls)) {
                numbers.add(call.get());
            }
            for (int i = 0; i < 200; i++) {
                assertThat(numbers.get(i)).isEqualTo((long) i);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void another_protocols_port_is_told() {
        try (Transport wrong = open(new Node(1, 1, "127.0.0.1", server().nativePort()), TransportOptions.PLAIN)) {
            QueryException e = failure(wrong, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e.getMessage())
                    .startsWith("127.0.0.1:" + server().nativePort() + " does not speak ClickHouse's ")
                    .endsWith(" port, and without TLS?");
            assertThat(e.node().port()).isEqualTo(server().nativePort());
        }
    }

    @Test
    void after_close_nothing_is_sent() {
        transport.close();
        assertThatThrownBy(() -> run("SELECT 1"))
                .isInstanceOf(QueryException.class)
                .hasMessage("the connection was closed by amig before the statement was sent");
    }

    @Test
    void an_insert_select_of_seconds_tells_what_it_has_written() throws QueryException {
        run("CREATE TABLE slow (n UInt64) ENGINE = MergeTree ORDER BY n");
        List<Long> written = new CopyOnWriteArrayList<>();
        String sql = "INSERT INTO slow SELECT number FROM numbers(20) WHERE sleepEachRow(0.1) = 0"
                + " SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, max_threads = 1";
        Result result = transport.execute(Query.of(sql, id()), counters -> written.add(counters.writtenRows()));
        assertThat(result.counters().writtenRows()).isEqualTo(20);
        assertThat(written).isSorted().endsWith(20L).anyMatch(rows -> rows > 0 && rows < 20);
    }

    @Test
    void a_listener_that_throws_does_no_harm() throws QueryException {
        Result result = transport.execute(Query.of(sleeping(1), id()), counters -> {
            throw new IllegalStateException("a bug of somebody else");
        });
        assertThat(result.rows()).containsExactly(List.of(BigInteger.ZERO));
    }

    @Test
    void bytes_that_are_no_text_are_marked_and_the_others_stay() throws QueryException {
        assertThat(run("SELECT unhex('61FF62'), 'ü', unhex('0A0D00')").rows())
                .containsExactly(List.of("a\uFFFDb", "ü", "\n\r\0"));
    }

    @Test
    void a_statements_own_settings_of_the_output_change_nothing() throws QueryException {
        Result result = run(
                "SELECT CAST((1, 'n'), 'Tuple(a UInt64, `b c` String)'), map('k', 1.5), toUInt64(5), toDecimal64('1.5', 2), 0.5 "
                        + "SETTINGS output_format_json_named_tuples_as_objects = 1, output_format_json_map_as_array_of_tuples = 1,"
                        + " output_format_json_quote_64bit_integers = 1, output_format_json_quote_decimals = 0, output_format_json_quote_64bit_floats = 1");
        assertThat(result.rows())
                .containsExactly(List.of(
                        List.of(BigInteger.ONE, "n"),
                        Map.of("k", 1.5),
                        BigInteger.valueOf(5),
                        new BigDecimal("1.5"),
                        0.5));
    }

    @Test
    void totals_and_extremes_are_no_rows() throws QueryException {
        assertThat(
                        run("SELECT number % 2 AS k, toInt32(count()) FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k SETTINGS extremes = 1")
                                .rows())
                .containsExactly(List.of(0L, 5L), List.of(1L, 5L));
    }

    @Test
    void words_that_only_http_knows_are_unknown_settings() {
        for (String name : List.of("query_id", "wait_end_of_query", "compress", "database", "param_x")) {
            QueryException e = failure(transport, Query.of("SELECT 1", id()).withSettings(Map.of(name, "1")));
            assertThat(e).hasMessage("Unknown setting '" + name + "'");
            assertThat(e.code()).isEqualTo(115);
        }
    }

    @Test
    void waiting_can_be_interrupted_and_the_outcome_is_not_known_then() throws Exception {
        String queryId = id();
        CompletableFuture<QueryException> running = new CompletableFuture<>();
        Thread thread = new Thread(() -> running.complete(failure(transport, Query.of(sleeping(30), queryId))));
        thread.start();
        awaitRunning(queryId);
        thread.interrupt();
        QueryException e = running.get(5, TimeUnit.SECONDS);
        assertThat(e).hasMessage("waiting for the answer was interrupted");
        assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
        transport.cancel(queryId);
    }

    @Test
    void over_tls_a_certificate_is_believed_if_the_authority_signed_it(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, portOf(server()));
                Transport secure = open(at("127.0.0.1", front.port()), tls(front.certificate()))) {
            assertThat(secure.execute(Query.of("SELECT 'encrypted'", id()), ProgressListener.NONE)
                            .rows())
                    .containsExactly(List.of("encrypted"));
        }
    }

    @Test
    void over_tls_a_stranger_is_not_believed(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, portOf(server()));
                Transport unknown = open(
                        at("127.0.0.1", front.port()), migrator().withTls(new TransportOptions.Tls(Optional.empty())));
                Transport otherName = open(at("localhost", front.port()), tls(front.certificate()))) {
            QueryException e = failure(unknown, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e)
                    .hasMessage(
                            "no secure connection: unable to find valid certification path to requested target; check tls of the cluster in amig.yaml, and whether the port speaks TLS");
            QueryException wrongName = failure(otherName, Query.of("SELECT 1", id()));
            assertThat(wrongName.kind()).isEqualTo(Kind.TLS);
            assertThat(wrongName.getMessage())
                    .startsWith("no secure connection: ")
                    .contains("localhost");
        }
    }

    @Test
    void a_port_that_wants_tls_is_told(@TempDir Path folder) throws Exception {
        try (TlsFront front = new TlsFront(folder, portOf(server()));
                Transport plain = open(at("127.0.0.1", front.port()), migrator())) {
            QueryException e = failure(plain, Query.of("SELECT 1", id()));
            assertThat(e)
                    .hasMessage("127.0.0.1:" + front.port()
                            + " speaks TLS and amig was told not to; set tls of the cluster in amig.yaml");
            assertThat(e.kind()).isEqualTo(Kind.TLS);
        }
    }

    @Test
    void a_certificate_file_that_is_none_is_told(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        try (Transport first = open(node(), tls(missing));
                Transport second = open(node(), tls(empty))) {
            QueryException e = failure(first, Query.of("SELECT 1", id()));
            assertThat(e.kind()).isEqualTo(Kind.TLS);
            assertThat(e)
                    .hasMessage("the certificate file " + missing
                            + " does not exist; check tls of the cluster in amig.yaml");
            assertThat(failure(second, Query.of("SELECT 1", id())))
                    .hasMessage("the certificate file " + empty
                            + " holds no certificate; check tls of the cluster in amig.yaml");
        }
    }

    private static Node at(String host, int port) {
        return new Node(1, 1, host, port);
    }

    private static TransportOptions tls(Path authority) {
        return migrator().withTls(new TransportOptions.Tls(Optional.of(authority)));
    }

    @Test
    void a_node_that_is_back_is_reached_at_once() throws Exception {
        try (EmbeddedCluster victim = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode server = victim.nodes().get(0);
            try (Transport faithful = open(at("127.0.0.1", portOf(server)), TransportOptions.PLAIN)) {
                victim.kill(server);
                for (int i = 0; i < 3; i++) {
                    assertThat(failure(faithful, Query.of("SELECT 1", id())).kind())
                            .isEqualTo(Kind.UNREACHABLE);
                }
                victim.restart(server);
                assertThat(faithful.execute(Query.of("SELECT 1", id()), ProgressListener.NONE)
                                .rows())
                        .containsExactly(List.of(1L));
            }
        }
    }

    @Test
    void a_server_that_has_frozen_is_given_up_in_time() throws Exception {
        try (EmbeddedCluster victim = EmbeddedCluster.builder().shards(1).start()) {
            EmbeddedNode server = victim.nodes().get(0);
            try (Transport patient = open(at("127.0.0.1", portOf(server)), TransportOptions.PLAIN)) {
                patient.execute(Query.of("SELECT 1", id()), ProgressListener.NONE);
                victim.freeze(server);
                long started = System.nanoTime();
                QueryException e = failure(patient, Query.of("SELECT 1", id()).withTimeout(Duration.ofSeconds(1)));
                assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
                // 1 s, 2 s for the server's own limit, 5 s and 2 s for the kill that is not answered either.
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(12));
                victim.thaw(server);
                assertThat(patient.execute(Query.of("SELECT 2", id()), ProgressListener.NONE)
                                .rows())
                        .containsExactly(List.of(2L));
            }
        }
    }
}
