package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.embedded.junit.ClusterExtension;
import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcProgressIT {
    private static final String SLOW_ROWS =
            "SELECT number, sleepEachRow(0.1) FROM numbers(%d) SETTINGS max_block_size = 1";

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
    void increments_of_an_insert_select_come_while_it_runs_and_add_up() {
        client.unary("CREATE TABLE filled (a UInt64) ENGINE = MergeTree ORDER BY a");
        List<Long> arrivals = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        long start = System.nanoTime();
        streamed(info -> info.setQuery("INSERT INTO filled SELECT number + sleepEachRow(0.1) FROM numbers(25)"
                        + " SETTINGS max_block_size = 1, min_insert_block_size_rows = 1"))
                .forEachRemaining(result -> {
                    results.add(result);
                    arrivals.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                });
        assertThat(sum(results, Progress::getReadRows)).isEqualTo(25);
        assertThat(sum(results, Progress::getReadBytes)).isEqualTo(200);
        assertThat(sum(results, Progress::getWrittenRows)).isEqualTo(25);
        assertThat(sum(results, Progress::getWrittenBytes)).isEqualTo(200);
        assertThat(sum(results, Progress::getTotalRowsToRead)).isEqualTo(25);
        assertThat(results.stream().filter(result -> result.getProgress().getTotalRowsToRead() > 0))
                .hasSize(1);
        assertThat(results.size()).isGreaterThan(10);
        assertLongestSilence(arrivals, 500);
        assertThat(results).allMatch(result -> result.getOutputFormat().isEmpty());
    }

    @Test
    void increments_of_a_streaming_select_go_on_beside_the_output_and_add_up() {
        List<Result> results = client.streamed(SLOW_ROWS.formatted(20));
        assertThat(results.size()).isGreaterThan(10);
        assertThat(output(results).lines()).hasSize(20);
        assertThat(results.stream().filter(result -> result.getProgress().getReadRows() > 0))
                .hasSizeGreaterThan(5);
        assertThat(sum(results, Progress::getReadRows)).isEqualTo(20);
        assertThat(sum(results, Progress::getReadBytes)).isEqualTo(160);
        assertThat(sum(results, Progress::getTotalRowsToRead)).isEqualTo(20);
        Result last = results.get(results.size() - 1);
        assertThat(last.getStats().getRows()).isEqualTo(20);
        assertThat(results.get(0).getQueryId()).hasSize(36);
        assertThat(results.subList(1, results.size()))
                .allMatch(result -> result.getQueryId().isEmpty());
    }

    @Test
    void progress_goes_on_while_a_select_is_silent_after_its_first_row() {
        List<Result> results = client.streamed(
                "SELECT number FROM numbers(20) WHERE NOT ignore(sleepEachRow(0.1)) AND number % 19 = 0 SETTINGS max_block_size = 1");
        assertThat(output(results)).isEqualTo("0\n19\n");
        assertThat(results.stream()
                        .filter(result -> result.getOutput().isEmpty()
                                && result.getProgress().getReadRows() > 0))
                .hasSizeGreaterThan(5);
        assertThat(sum(results, Progress::getReadRows)).isEqualTo(20);
    }

    @Test
    void a_plain_call_adds_everything_up_into_one_message() {
        Result result = client.unary(SLOW_ROWS.formatted(5));
        assertThat(result.getProgress())
                .isEqualTo(Progress.newBuilder()
                        .setReadRows(5)
                        .setReadBytes(40)
                        .setTotalRowsToRead(5)
                        .build());
        assertThat(result.getStats().getRows()).isEqualTo(5);
    }

    @Test
    void a_longer_interactive_delay_makes_progress_rarer() {
        List<Result> results = client.streamed(info -> info.setQuery(
                        "SELECT sum(number + sleepEachRow(0.1)) FROM numbers(20) SETTINGS max_block_size = 1")
                .putSettings("interactive_delay", "1000000"));
        assertThat(results.size()).isBetween(2, 4);
        assertThat(output(results)).isEqualTo("190\n");
        assertThat(sum(results, Progress::getReadRows)).isEqualTo(20);
    }

    @Test
    void cancel_ends_a_select_without_an_exception_and_keeps_what_came_before() {
        GrpcClient.Conversation call = client.converse(true);
        call.say(info -> info.setQuery(SLOW_ROWS.formatted(600)).setQueryId("cancelled-select"));
        List<Result> results = new ArrayList<>();
        while (output(results).lines().count() < 3) {
            results.add(call.next());
        }
        long cancelled = System.nanoTime();
        call.say(info -> info.setCancel(true));
        results.addAll(call.rest());
        assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(3));
        Result last = results.get(results.size() - 1);
        assertThat(last.getCancelled()).isTrue();
        assertThat(results).noneMatch(Result::hasException);
        assertThat(last.hasStats()).isFalse();
        assertThat(output(results)).startsWith("0\t0\n1\t0\n2\t0\n").endsWith("\t0\n");
        assertThat(isRunning("cancelled-select")).isFalse();
    }

    @Test
    void cancel_ends_a_query_of_one_result_too() throws InterruptedException {
        GrpcClient.Conversation call = client.converse(false);
        call.say(info -> info.setQuery(SLOW_ROWS.formatted(600)).setQueryId("cancelled-unary"));
        await(() -> isRunning("cancelled-unary"));
        Thread.sleep(500);
        call.say(info -> info.setCancel(true));
        List<Result> results = call.rest();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).getCancelled()).isTrue();
        assertThat(results.get(0).getOutput().toStringUtf8()).startsWith("0\t0\n1\t0\n");
        assertThat(results.get(0).getQueryId()).isEqualTo("cancelled-unary");
    }

    @Test
    void cancel_while_data_are_awaited_inserts_nothing_more() {
        client.unary("CREATE TABLE half (a UInt64) ENGINE = MergeTree ORDER BY a");
        GrpcClient.Conversation call = client.converse(true);
        call.say(info -> info.setQuery("INSERT INTO half VALUES (1)").setNextQueryInfo(true));
        call.say(info -> info.setCancel(true));
        List<Result> results = call.rest();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).getCancelled()).isTrue();
        assertThat(client.unary("SELECT count() FROM half").getOutput().toStringUtf8())
                .isEqualTo("0\n");
    }

    @Test
    void a_definition_is_completed_although_it_is_cancelled() {
        GrpcClient.Conversation call = client.converse(true);
        call.say(
                info -> info.setQuery(
                        "CREATE TABLE slow ENGINE = MergeTree ORDER BY a AS SELECT number + sleepEachRow(0.1) AS a FROM numbers(10) SETTINGS max_block_size = 1"));
        call.say(info -> info.setCancel(true));
        List<Result> results = call.rest();
        assertThat(results.get(results.size() - 1).getCancelled()).isFalse();
        assertThat(results).noneMatch(Result::hasException);
        assertThat(client.unary("SELECT count() FROM slow").getOutput().toStringUtf8())
                .isEqualTo("10\n");
    }

    @Test
    void a_query_somebody_kills_ends_with_an_exception_and_is_not_cancelled() throws InterruptedException {
        GrpcClient.Conversation call = client.converse(true);
        call.say(info -> info.setQuery(SLOW_ROWS.formatted(600)).setQueryId("killed"));
        call.next();
        assertThat(client.unary("KILL QUERY WHERE query_id = 'killed' SYNC").hasException())
                .isFalse();
        List<Result> results = call.rest();
        Result last = results.get(results.size() - 1);
        assertThat(last.getException().getCode()).isEqualTo(394);
        assertThat(last.getException().getDisplayText()).startsWith("DB::Exception: Query was cancelled");
        assertThat(last.getCancelled()).isFalse();
    }

    @Test
    void a_client_that_leaves_ends_its_streaming_select_and_insert_select() throws InterruptedException {
        client.unary("CREATE TABLE left_behind (a UInt64) ENGINE = MergeTree ORDER BY a");
        leaveAfterFirst(SLOW_ROWS.formatted(600), "left-select");
        leaveAfterFirst(
                "INSERT INTO left_behind SELECT number + sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1",
                "left-insert");
        await(() -> !isRunning("left-select") && !isRunning("left-insert"));
    }

    @Test
    void a_client_that_leaves_a_plain_call_or_a_definition_lets_it_run_on() throws InterruptedException {
        client.unary("CREATE TABLE goes_on (a UInt64) ENGINE = MergeTree ORDER BY a");
        Context.CancellableContext leaving = Context.current().withCancellation();
        leaving.run(() -> ClickHouseGrpc.newFutureStub(client.channel())
                .executeQuery(message(
                        "INSERT INTO goes_on SELECT number + sleepEachRow(0.1) FROM numbers(15) SETTINGS max_block_size = 1",
                        "plain-goes-on")));
        leaving.run(() -> ClickHouseGrpc.newBlockingStub(client.channel())
                .executeQueryWithStreamOutput(message(
                        "CREATE TABLE made ENGINE = MergeTree ORDER BY a AS SELECT number + sleepEachRow(0.1) AS a FROM numbers(15) SETTINGS max_block_size = 1",
                        "definition-goes-on")));
        await(() -> isRunning("plain-goes-on") && isRunning("definition-goes-on"));
        leaving.cancel(null);
        await(() -> !isRunning("plain-goes-on") && !isRunning("definition-goes-on"));
        assertThat(client.unary("SELECT (SELECT count() FROM goes_on), (SELECT count() FROM made)")
                        .getOutput()
                        .toStringUtf8())
                .isEqualTo("15\t15\n");
    }

    private static void leaveAfterFirst(String query, String queryId) {
        Context.CancellableContext leaving = Context.current().withCancellation();
        leaving.run(() -> assertThat(streamed(info -> info.setQuery(query).setQueryId(queryId))
                        .next()
                        .getQueryId())
                .isEqualTo(queryId));
        assertThat(isRunning(queryId)).isTrue();
        leaving.cancel(null);
    }

    private static Iterator<Result> streamed(UnaryOperator<QueryInfo.Builder> query) {
        return ClickHouseGrpc.newBlockingStub(client.channel()).executeQueryWithStreamOutput(GrpcClient.message(query));
    }

    private static QueryInfo message(String query, String queryId) {
        return GrpcClient.message(info -> info.setQuery(query).setQueryId(queryId));
    }

    private static boolean isRunning(String queryId) {
        Result result = client.unary("SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'");
        assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
        return result.getOutput().toStringUtf8().equals("1\n");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static void assertLongestSilence(List<Long> arrivals, long millis) {
        long before = 0;
        for (long arrival : arrivals) {
            assertThat(arrival - before).isLessThan(millis);
            before = arrival;
        }
    }

    private static String output(List<Result> results) {
        StringBuilder output = new StringBuilder();
        results.forEach(result -> output.append(result.getOutput().toStringUtf8()));
        return output.toString();
    }

    private static long sum(List<Result> results, ToLongFunction<Progress> counter) {
        return results.stream().map(Result::getProgress).mapToLong(counter).sum();
    }
}
