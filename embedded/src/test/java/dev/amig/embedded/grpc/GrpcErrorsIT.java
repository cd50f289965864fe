package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.embedded.junit.ClusterExtension;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcErrorsIT {
    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(1);

    private static GrpcClient client;

    @BeforeAll
    static void connect() {
        client = new GrpcClient(cluster.nodes().get(0));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void the_engines_refusals_keep_code_and_text() {
        assertRefused("", 62, "DB::Exception: Empty query");
        assertRefused(
                info -> info.setQuery("SELECT 1").setDatabase("nix"), 81, "DB::Exception: Database nix does not exist");
        assertRefused(
                info -> info.setQuery("SELECT 1").putSettings("nosuch", "1"),
                115,
                "DB::Exception: Unknown setting 'nosuch'");
        assertRefused("SELECT 1 FORMAT Nosuch", 73, "DB::Exception: Unknown format Nosuch");
        client.unary("CREATE TABLE twice (a UInt8) ENGINE = Memory");
        assertRefused(
                "CREATE TABLE twice (a UInt8) ENGINE = Memory",
                57,
                "DB::Exception: Table default.twice already exists");
        assertRefused("DROP TABLE nosuch", 60, "DB::Exception: Table default.nosuch does not exist");
        assertThat(client.unary("SELECT 1; SELECT 2").getException().getCode()).isEqualTo(62);
        assertRefused(
                info -> info.setQuery("CREATE TABLE x (a UInt8) ENGINE = Memory")
                        .putSettings("readonly", "1"),
                164,
                "DB::Exception: default: Cannot execute query in readonly mode");
    }

    @Test
    void what_http_takes_for_its_own_parameter_is_no_setting() {
        for (String name : List.of(
                "query",
                "user",
                "password",
                "database",
                "query_id",
                "session_id",
                "role",
                "param_x",
                "default_format",
                "wait_end_of_query",
                "stacktrace",
                "buffer_size",
                "compress",
                "decompress",
                "quota_key")) {
            assertRefused(
                    info -> info.setQuery("SELECT 1").putSettings(name, "1"),
                    115,
                    "DB::Exception: Unknown setting '" + name + "'");
        }
    }

    @Test
    void settings_of_the_protocol_itself_are_used_and_dropped() {
        Result result =
                client.unary(info -> info.setQuery("SELECT value FROM system.settings WHERE name = 'max_threads'")
                        .putSettings("interactive_delay", "1000000")
                        .putSettings("send_logs_level", "trace")
                        .putSettings("max_threads", "3"));
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("3\n");
        assertThat(result.getLogsList()).isEmpty();
        assertThat(client.unary(info -> info.setQuery("SELECT 1").putSettings("interactive_delay", "often"))
                        .getException()
                        .getCode())
                .isEqualTo(27);
    }

    @Test
    void a_stack_trace_comes_unless_it_is_switched_off() {
        Exception with = client.unary("SELECT nosuch").getException();
        assertThat(with.getStackTrace()).startsWith("0. ").doesNotContain("(version");
        assertThat(with.getDisplayText()).doesNotContain("Stack trace").doesNotContain("(version");
        Exception without = client.unary(
                        info -> info.setQuery("SELECT nosuch").putSettings("calculate_text_stack_trace", "0"))
                .getException();
        assertThat(without.getStackTrace()).isEmpty();
        assertThat(without.getDisplayText()).isEqualTo(with.getDisplayText());
    }

    @Test
    void a_failure_after_progress_comes_after_the_progress() {
        List<Result> results = client.streamed(info -> info.setQuery(
                        "INSERT INTO FUNCTION null('x UInt8') SELECT throwIf(number = 5, 'boo') + sleepEachRow(0.2) "
                                + "FROM numbers(8) SETTINGS max_block_size = 1")
                .setQueryId("after-progress"));
        assertThat(results.size()).isGreaterThan(2);
        assertThat(results.get(0).getQueryId()).isEqualTo("after-progress");
        assertThat(results.get(0).getTimeZone()).isNotEmpty();
        assertThat(results.get(0).getProgress().getReadRows()).isPositive();
        Exception failure = last(results).getException();
        assertThat(failure.getCode()).isEqualTo(395);
        assertThat(failure.getDisplayText()).startsWith("DB::Exception: boo: while executing 'FUNCTION throwIf(");
        assertThat(failure.getStackTrace()).startsWith("0. ");
    }

    @Test
    void a_failure_in_mid_output_leaves_the_output_as_it_was() {
        List<Result> results = client.streamed(
                "SELECT number, throwIf(number = 300000, 'boo') FROM numbers(1000000) SETTINGS max_block_size = 1000, max_threads = 1");
        StringBuilder output = new StringBuilder();
        results.forEach(result -> output.append(result.getOutput().toStringUtf8()));
        List<String> rows = output.toString().lines().toList();
        assertThat(rows).hasSizeBetween(1, 300000);
        assertThat(rows.get(rows.size() - 1)).isEqualTo((rows.size() - 1) + "\t0");
        assertThat(output.toString()).endsWith("\n").doesNotContain("__exception__");
        Exception failure = last(results).getException();
        assertThat(failure.getCode()).isEqualTo(395);
        assertThat(failure.getDisplayText())
                .startsWith("DB::Exception: boo: while executing 'FUNCTION throwIf(")
                .doesNotContain("__exception__")
                .doesNotContain("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
        assertThat(results.subList(0, results.size() - 1)).noneMatch(Result::hasException);
    }

    @Test
    void a_timeout_of_the_server_is_its_error() {
        Exception failure = client.unary(
                        info -> info.setQuery("SELECT sleepEachRow(0.1) FROM numbers(100) SETTINGS max_block_size = 1")
                                .putSettings("max_execution_time", "0.5"))
                .getException();
        assertThat(failure.getCode()).isEqualTo(159);
        assertThat(failure.getDisplayText()).startsWith("DB::Exception: Timeout exceeded: elapsed ");
    }

    @Test
    void users_are_checked_and_a_password_without_a_user_is_ignored() {
        assertThat(output(info -> info.setQuery("SELECT currentUser()").setPassword("whatever")))
                .isEqualTo("default\n");
        Exception unknown = client.unary(
                        info -> info.setQuery("SELECT 1").setUserName("nobody").setPassword("wrong"))
                .getException();
        assertThat(unknown.getCode()).isEqualTo(516);
        assertThat(unknown.getDisplayText())
                .isEqualTo("DB::Exception: nobody: Authentication failed: password is incorrect, "
                        + "or there is no user with such name");
        assertThat(client.unary(info ->
                                info.setQuery("SELECT 1").setUserName("default").setPassword("wrong"))
                        .getException()
                        .getCode())
                .isEqualTo(194);
        assertRefused(
                info -> info.setQuery("SELECT 1").setUserName("a\r\nX-ClickHouse-User: default"),
                516,
                "DB::Exception: Authentication failed: a user name or password with control characters "
                        + "cannot be passed on");
    }

    @Test
    void without_a_session_there_is_nothing_to_set() {
        for (String query :
                List.of("SET max_threads = 1", "-- why\nCREATE TEMPORARY TABLE x (a UInt8)", "USE system")) {
            assertRefused(query, 113, "DB::Exception: There is no session or session context has expired");
        }
        assertRefused("SET nosuch = 1", 115, "DB::Exception: Unknown setting 'nosuch'");
    }

    @Test
    void a_session_keeps_settings_tables_and_database_and_may_be_used_again_at_once() {
        UnaryOperator<QueryInfo.Builder> session =
                info -> info.setSessionId("s1").setSessionTimeout(30);
        done(client.unary(info -> session.apply(info).setQuery("SET max_block_size = 1234")));
        done(client.unary(info -> session.apply(info).setQuery("CREATE TEMPORARY TABLE kept (a UInt8)")));
        done(client.unary(info -> session.apply(info).setQuery("INSERT INTO kept VALUES (5)")));
        done(client.unary(info -> session.apply(info).setQuery("USE system")));
        for (int i = 0; i < 50; i++) {
            assertThat(output(info -> session.apply(info)
                            .setSessionCheck(true)
                            .setQuery("SELECT a, getSetting('max_block_size'), currentDatabase() FROM kept")))
                    .isEqualTo("5\t1234\tsystem\n");
        }
    }

    @Test
    void sessions_are_missed_locked_and_limited_as_over_http() throws InterruptedException {
        assertThat(client.unary(info ->
                                info.setQuery("SELECT 1").setSessionId("nosuch").setSessionCheck(true))
                        .getException()
                        .getCode())
                .isEqualTo(372);
        assertThat(client.unary(info ->
                                info.setQuery("SELECT 1").setSessionId("s2").setSessionTimeout(1_000_000))
                        .getException()
                        .getCode())
                .isEqualTo(374);
        GrpcClient.Conversation busy = client.converse(true);
        busy.say(info -> info.setQuery("SELECT sleepEachRow(0.1) FROM numbers(10) SETTINGS max_block_size = 1")
                .setSessionId("s3"));
        busy.next();
        assertThat(client.unary(info -> info.setQuery("SELECT 1").setSessionId("s3"))
                        .getException()
                        .getCode())
                .isEqualTo(373);
        busy.end();
        busy.rest();
        done(client.unary(info -> info.setQuery("SELECT 1").setSessionId("s3")));
    }

    @Test
    void a_query_id_is_taken_only_while_its_query_runs() {
        GrpcClient.Conversation busy = client.converse(true);
        busy.say(info -> info.setQuery("SELECT sleepEachRow(0.1) FROM numbers(10) SETTINGS max_block_size = 1")
                .setQueryId("taken"));
        busy.next();
        assertRefused(
                info -> info.setQuery("SELECT 1").setQueryId("taken"),
                216,
                "DB::Exception: Query with id = taken is already running");
        busy.end();
        busy.rest();
        done(client.unary(info -> info.setQuery("SELECT 1").setQueryId("taken")));
    }

    @Test
    void names_of_compressions_are_checked() {
        assertThat(client.unary(info -> info.setQuery("SELECT 1").setOutputCompressionType("lz4"))
                        .getException())
                .satisfies(failure -> {
                    assertThat(failure.getCode()).isEqualTo(48);
                    assertThat(failure.getDisplayText())
                            .isEqualTo(
                                    "DB::Exception: Unknown compression method 'lz4'. The embedded node supports only "
                                            + "'none', 'gzip' and 'deflate'");
                });
        assertRefused(
                info -> info.setQuery("SELECT 1").setTransportCompressionType("stream_gzip"),
                559,
                "DB::Exception: Unknown transport compression type: 'stream_gzip', supported types: 'none', 'deflate', 'gzip'");
        assertRefused(
                info -> info.setQuery("SELECT 1")
                        .setTransportCompressionType("gzip")
                        .setTransportCompressionLevel(4),
                559,
                "DB::Exception: Invalid transport compression level: 4, the level must be a value from 0 to 3");
    }

    private static void assertRefused(String query, int code, String text) {
        assertRefused(info -> info.setQuery(query), code, text);
    }

    private static void assertRefused(UnaryOperator<QueryInfo.Builder> query, int code, String text) {
        Result result = client.unary(query);
        assertThat(result.getException().getDisplayText()).isEqualTo(text);
        assertThat(result.getException().getCode()).isEqualTo(code);
        assertThat(result.getException().getName()).isEqualTo("DB::Exception");
        assertThat(result.getOutput().isEmpty()).isTrue();
    }

    private static String output(UnaryOperator<QueryInfo.Builder> query) {
        Result result = client.unary(query);
        done(result);
        return result.getOutput().toStringUtf8();
    }

    private static void done(Result result) {
        assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
    }

    private static Result last(List<Result> results) {
        return results.get(results.size() - 1);
    }
}
