package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import com.google.protobuf.ByteString;
import dev.amig.embedded.junit.ClusterExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcQueriesIT {
    @RegisterExtension
    static final ClusterExtension cluster = ClusterExtension.shards(1);

    private static GrpcClient client;
    private static String timeZone;

    @BeforeAll
    static void connect() {
        client = new GrpcClient(cluster.nodes().get(0));
        timeZone = client.unary("SELECT serverTimezone()")
                .getOutput()
                .toStringUtf8()
                .strip();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void a_plain_select_answers_in_one_message_with_its_introduction_and_its_counters() {
        Result result = client.unary(
                info -> info.setQuery("SELECT number, 'é' FROM numbers(3)").setQueryId("plain-1"));
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("0\té\n1\té\n2\té\n");
        assertThat(result.getQueryId()).isEqualTo("plain-1");
        assertThat(result.getTimeZone()).isEqualTo(timeZone);
        assertThat(result.getOutputFormat()).isEqualTo("TabSeparated");
        assertThat(result.getProgress())
                .isEqualTo(Progress.newBuilder()
                        .setReadRows(3)
                        .setReadBytes(24)
                        .setTotalRowsToRead(3)
                        .build());
        assertThat(result.getStats().getRows()).isEqualTo(3);
        assertThat(result.hasException()).isFalse();
    }

    @Test
    void a_small_answer_has_its_counters_without_a_flush_of_the_log_of_queries() {
        long flushes = flushesOfTheLog();
        List<Result> results = client.streamed(info ->
                info.setQuery("SELECT number FROM numbers(2)").setOutputFormat("JSONCompactEachRowWithNamesAndTypes"));
        assertThat(results.stream().map(result -> result.getOutput().toStringUtf8()))
                .containsExactly("[\"number\"]\n[\"UInt64\"]\n[0]\n[1]\n", "");
        assertThat(results.stream().mapToLong(result -> result.getProgress().getReadRows()))
                .containsExactly(2L, 0L);
        assertThat(flushesOfTheLog()).isEqualTo(flushes + 1);
    }

    private static long flushesOfTheLog() {
        client.unary("SYSTEM FLUSH LOGS query_log");
        String count =
                "SELECT count() FROM system.query_log WHERE query = 'SYSTEM FLUSH LOGS query_log' AND type = 'QueryStart'";
        return Long.parseLong(client.unary(count).getOutput().toStringUtf8().strip());
    }

    @Test
    void a_definition_is_exactly_one_message_without_an_output_format() {
        List<Result> results = client.streamed("CREATE TABLE definition (a UInt8) ENGINE = Memory");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).getOutputFormat()).isEmpty();
        assertThat(results.get(0).getOutput().isEmpty()).isTrue();
        assertThat(results.get(0).hasStats()).isFalse();
        assertThat(results.get(0).getTimeZone()).isEqualTo(timeZone);
        assertThat(results.get(0).getQueryId()).hasSize(36);
    }

    @Test
    void a_failure_has_its_code_and_text_without_prefix_and_suffix() {
        Result result = client.unary("SELECT * FROM nosuch");
        assertThat(result.getException().getCode()).isEqualTo(60);
        assertThat(result.getException().getName()).isEqualTo("DB::Exception");
        assertThat(result.getException().getDisplayText())
                .startsWith("DB::Exception: Unknown table expression identifier 'nosuch'");
        assertThat(result.getQueryId()).isEmpty();
    }

    @Test
    void the_format_of_the_query_wins_over_the_one_of_the_message() {
        Result csv = client.unary(info -> info.setQuery("SELECT 1, 'a'").setOutputFormat("CSV"));
        assertThat(csv.getOutput().toStringUtf8()).isEqualTo("1,\"a\"\n");
        assertThat(csv.getOutputFormat()).isEqualTo("CSV");
        Result json = client.unary(
                info -> info.setQuery("SELECT 1 AS x FORMAT JSONEachRow").setOutputFormat("CSV"));
        assertThat(json.getOutput().toStringUtf8()).isEqualTo("{\"x\":1}\n");
        assertThat(json.getOutputFormat()).isEqualTo("JSONEachRow");
    }

    @Test
    void the_database_of_the_message_is_the_current_one() {
        assertThat(client.unary(info ->
                                info.setQuery("SELECT currentDatabase()").setDatabase("system"))
                        .getOutput()
                        .toStringUtf8())
                .isEqualTo("system\n");
    }

    @Test
    void a_time_zone_of_the_query_is_told() {
        assertThat(client.unary(info -> info.setQuery("SELECT 1").putSettings("session_timezone", "Asia/Tokyo"))
                        .getTimeZone())
                .isEqualTo("Asia/Tokyo");
    }

    @Test
    void queries_without_rows_have_an_output_of_no_bytes() {
        List<Result> results = client.streamed("SELECT number FROM numbers(5) WHERE sipHash64(number) = 0");
        assertThat(results).allMatch(result -> result.getOutput().isEmpty());
        assertThat(results.get(0).getOutputFormat()).isEqualTo("TabSeparated");
        assertThat(results.get(results.size() - 1).getProgress().getReadRows()
                        + results.get(0).getProgress().getReadRows())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void statements_that_are_no_select_but_answer_have_a_format() {
        client.unary("CREATE TABLE shown (a UInt8) ENGINE = Memory");
        assertThat(client.unary("EXISTS TABLE shown").getOutput().toStringUtf8())
                .isEqualTo("1\n");
        assertThat(client.unary("SHOW TABLES LIKE 'shown'").getOutput().toStringUtf8())
                .isEqualTo("shown\n");
        assertThat(client.unary("SHOW TABLES LIKE 'shown'").getOutputFormat()).isEqualTo("TabSeparated");
        assertThat(client.unary("(SELECT 1)").getOutput().toStringUtf8()).isEqualTo("1\n");
        assertThat(client.unary("WITH 1 AS x SELECT x;").getOutput().toStringUtf8())
                .isEqualTo("1\n");
    }

    @Test
    void columns_are_told_when_they_are_asked_for() {
        Result result = client.unary(
                info -> info.setQuery("SELECT 1::UInt8 AS a, 'x' AS `b\tc`, [1.5] AS d WITH TOTALS FORMAT CSV; -- end")
                        .setSendOutputColumns(true));
        assertThat(result.getOutputColumnsList()).isEmpty();
        Result simple = client.unary(
                info -> info.setQuery("SELECT 1::UInt8 AS a, 'x' AS `b\\tc`, [1.5] AS d FORMAT CSV; -- end")
                        .setSendOutputColumns(true));
        assertThat(simple.getOutputColumnsList())
                .extracting(column -> column.getName() + ": " + column.getType())
                .containsExactly("a: UInt8", "b\tc: String", "d: Array(Float64)");
        assertThat(simple.getOutput().toStringUtf8()).isEqualTo("1,\"x\",\"[1.5]\"\n");
        assertThat(client.unary(info -> info.setQuery("SELECT 1").setSendOutputColumns(false))
                        .getOutputColumnsList())
                .isEmpty();
    }

    @Test
    void totals_and_extremes_are_documents_of_their_own() {
        String query = "SELECT number % 2 AS k, sum(number) FROM numbers(5) GROUP BY k WITH TOTALS ORDER BY k";
        Result result = client.unary(info -> info.setQuery(query).putSettings("extremes", "1"));
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("0\t6\n1\t4\n");
        assertThat(result.getTotals().toStringUtf8()).isEqualTo("0\t10\n");
        assertThat(result.getExtremes().toStringUtf8()).isEqualTo("0\t4\n1\t6\n");
        List<Result> named = client.streamed(query + " FORMAT TSVWithNames");
        assertThat(joined(named, Result::getOutput).toStringUtf8()).isEqualTo("k\tsum(number)\n0\t6\n1\t4\n");
        assertThat(joined(named, Result::getTotals).toStringUtf8()).isEqualTo("k\tsum(number)\n0\t10\n");
        assertThat(joined(named, Result::getExtremes).isEmpty()).isTrue();
    }

    @Test
    void output_is_compressed_as_one_stream_over_all_messages() throws IOException {
        String query = "SELECT number FROM numbers(300000)";
        ByteString plain = joined(client.streamed(query), Result::getOutput);
        ByteString gzip = joined(
                client.streamed(info ->
                        info.setQuery(query).setOutputCompressionType("gzip").setOutputCompressionLevel(6)),
                Result::getOutput);
        assertThat(gzip.size()).isLessThan(plain.size() / 2);
        assertThat(ByteString.readFrom(new GZIPInputStream(gzip.newInput()))).isEqualTo(plain);
        ByteString stored = joined(
                client.streamed(info -> info.setQuery(query).setOutputCompressionType("deflate")), Result::getOutput);
        assertThat(stored.size()).isGreaterThan(plain.size());
        assertThat(ByteString.readFrom(new InflaterInputStream(stored.newInput())))
                .isEqualTo(plain);
        Result totals = client.unary(info ->
                info.setQuery("SELECT 1 AS k, count() GROUP BY k WITH TOTALS").setObsoleteCompressionType("gzip"));
        assertThat(ByteString.readFrom(new GZIPInputStream(totals.getOutput().newInput()))
                        .toStringUtf8())
                .isEqualTo("1\t1\n");
        assertThat(ByteString.readFrom(new GZIPInputStream(totals.getTotals().newInput()))
                        .toStringUtf8())
                .isEqualTo("1\t1\n");
    }

    @Test
    void messages_may_be_compressed_on_their_way() {
        Result result = client.unary(info -> info.setQuery("SELECT repeat('a', 100000)")
                .setTransportCompressionType("gzip")
                .setTransportCompressionLevel(3));
        assertThat(result.getOutput().size()).isEqualTo(100_001);
    }

    @Test
    void an_output_is_the_same_bytes_as_over_http() throws IOException {
        for (String query : List.of(
                "SELECT number, toString(number), [number] FROM numbers(400000) FORMAT Native",
                "SELECT number AS `\u00e9`, randomPrintableASCII(20, number) FROM numbers(100) FORMAT RowBinaryWithNamesAndTypes",
                "SELECT char(13, 10) || '__exception__' || char(13, 10) AS x FROM numbers(50000) FORMAT RawBLOB",
                "SELECT number FROM numbers(300) FORMAT Parquet")) {
            String deterministic = query.replace("randomPrintableASCII(20, number)", "hex(sipHash128(number))");
            assertThat(joined(client.streamed(deterministic), Result::getOutput))
                    .isEqualTo(overHttp(deterministic));
            assertThat(client.unary(deterministic).getOutput()).isEqualTo(overHttp(deterministic));
        }
    }

    private static ByteString overHttp(String query) throws IOException {
        URL engine = new URL("http://127.0.0.1:" + cluster.nodes().get(0).httpPort() + "/?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (InputStream answer = engine.openStream()) {
            return ByteString.readFrom(answer);
        }
    }

    private static ByteString joined(List<Result> results, Function<Result, ByteString> part) {
        return ByteString.copyFrom(results.stream().map(part).toList());
    }
}
