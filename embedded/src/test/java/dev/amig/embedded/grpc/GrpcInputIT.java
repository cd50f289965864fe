package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.ExternalTable;
import com.clickhouse.client.grpc.impl.NameAndType;
import com.clickhouse.client.grpc.impl.Result;
import com.google.protobuf.ByteString;
import dev.amig.embedded.junit.ClusterExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GrpcInputIT {
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

    @BeforeEach
    void empty_table() {
        done(client.unary("DROP TABLE IF EXISTS t"));
        done(client.unary("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a"));
    }

    @Test
    void inline_data_and_the_data_of_messages_are_one_text_without_a_delimiter() {
        done(client.streamInput(
                info -> info.setQuery("INSERT INTO t FORMAT CSV 1\n2")
                        .setInputData(bytes("3"))
                        .setNextQueryInfo(true),
                info -> info.setInputData(bytes("4\n5"))));
        assertThat(rows()).isEqualTo("1\n5\n234\n");
    }

    @Test
    void a_delimiter_stands_between_pieces_that_are_not_empty() {
        done(client.streamInput(
                info -> info.setQuery("INSERT INTO t FORMAT CSV 1\n2")
                        .setInputDataDelimiter(bytes("\n"))
                        .setInputData(bytes("3"))
                        .setNextQueryInfo(true),
                info -> info.setNextQueryInfo(true),
                info -> info.setInputData(bytes("4\n5")).setNextQueryInfo(true),
                info -> info.setInputData(bytes("6"))));
        assertThat(rows()).isEqualTo("1\n2\n3\n4\n5\n6\n");
    }

    @Test
    void data_may_follow_values_or_a_format_that_ends_the_query() {
        Result values =
                client.unary(info -> info.setQuery("INSERT INTO t VALUES").setInputData(bytes("(7),(8)")));
        done(client.unary(
                info -> info.setQuery("INSERT INTO t FORMAT TabSeparated").setInputData(bytes("9\n"))));
        done(client.unary(
                info -> info.setQuery("INSERT INTO t FORMAT TabSeparated\n").setInputData(bytes("10\n"))));
        done(client.unary("INSERT INTO t FORMAT CSV\n11\n12\n"));
        done(client.unary("/* first */ INSERT INTO t (a) VALUES (13) -- and last"));
        assertThat(rows()).isEqualTo("7\n8\n9\n10\n11\n12\n13\n");
        assertThat(values.getProgress().getWrittenRows()).isEqualTo(2);
        assertThat(values.getProgress().getWrittenBytes()).isEqualTo(16);
        assertThat(values.getOutputFormat()).isEmpty();
        assertThat(values.hasStats()).isFalse();
    }

    @Test
    void the_function_input_reads_the_data_too() {
        done(client.streamInput(
                info -> info.setQuery("INSERT INTO t SELECT x * 2 FROM input('x UInt8') FORMAT CSV")
                        .setInputData(bytes("1\n"))
                        .setNextQueryInfo(true),
                info -> info.setInputData(bytes("2\n"))));
        assertThat(rows()).isEqualTo("2\n4\n");
    }

    @Test
    void an_insert_without_any_data_is_refused_after_everything_else_that_is_wrong_with_it() {
        Exception noData = client.unary("INSERT INTO t VALUES").getException();
        assertThat(noData.getCode()).isEqualTo(108);
        assertThat(noData.getDisplayText()).isEqualTo("DB::Exception: No data to insert");
        assertThat(client.unary("INSERT INTO nosuch VALUES").getException().getCode())
                .isEqualTo(60);
        assertThat(client.unary("INSERT INTO t FORMAT TabSeparated \n")
                        .getException()
                        .getCode())
                .isEqualTo(108);
        done(client.unary(
                info -> info.setQuery("INSERT INTO t VALUES").putSettings("throw_if_no_data_to_insert", "0")));
        done(client.streamInput(
                info -> info.setQuery("INSERT INTO t FORMAT CSV")
                        .setInputData(bytes("1"))
                        .setNextQueryInfo(true),
                info -> info));
        assertThat(rows()).isEqualTo("1\n");
    }

    @Test
    void data_for_a_query_that_takes_none_is_ignored() {
        Result result = client.unary(info -> info.setQuery("SELECT 1").setInputData(bytes("2")));
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("1\n");
    }

    @Test
    void a_promise_that_is_not_kept_is_an_error_and_inserts_nothing() {
        Result result = client.streamInput(info -> info.setQuery("INSERT INTO t FORMAT CSV")
                .setInputData(bytes("1\n2\n"))
                .setNextQueryInfo(true));
        assertThat(result.getException().getCode()).isEqualTo(210);
        assertThat(result.getException().getDisplayText()).isEqualTo("DB::Exception: Failed to read extra QueryInfo");
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_client_that_says_nothing_at_all_is_told_so() {
        assertThat(client.streamInput().getException().getDisplayText())
                .isEqualTo("DB::Exception: Failed to read initial QueryInfo");
    }

    @Test
    void later_messages_may_bring_nothing_but_data() {
        Result result = client.streamInput(
                info -> info.setQuery("INSERT INTO t FORMAT CSV")
                        .setInputData(bytes("1\n"))
                        .setNextQueryInfo(true),
                info -> info.setInputData(bytes("2\n")).setQueryId("other"));
        assertThat(result.getException().getCode()).isEqualTo(559);
        assertThat(result.getException().getDisplayText())
                .isEqualTo("DB::Exception: Extra query infos can be used only to add more input data. "
                        + "Only the following fields can be set: input_data, next_query_info, cancel");
        Exception tables = client.streamInput(
                        info -> info.setQuery("INSERT INTO t FORMAT CSV").setNextQueryInfo(true),
                        info -> info.setDatabase("default"))
                .getException();
        assertThat(tables.getCode()).isEqualTo(559);
        assertThat(tables.getDisplayText())
                .isEqualTo("DB::Exception: Extra query infos can be used only to add more data to input or more "
                        + "external tables. Only the following fields can be set: input_data, external_tables, "
                        + "next_query_info, cancel");
        assertThat(rows()).isEmpty();
    }

    @Test
    void only_calls_with_streaming_input_may_promise_and_nobody_cancels_at_once() {
        Exception promise = client.unary(info -> info.setQuery("SELECT 1").setNextQueryInfo(true))
                .getException();
        assertThat(promise.getCode()).isEqualTo(559);
        assertThat(promise.getDisplayText())
                .isEqualTo("DB::Exception: next_query_info is allowed to be set only for streaming input");
        Exception cancel =
                client.unary(info -> info.setQuery("SELECT 1").setCancel(true)).getException();
        assertThat(cancel.getCode()).isEqualTo(559);
        assertThat(cancel.getDisplayText())
                .isEqualTo("DB::Exception: Initial query info cannot set the 'cancel' field");
    }

    @Test
    void compressed_data_may_be_cut_anywhere() throws IOException {
        for (String method : List.of("gzip", "deflate")) {
            ByteString all = compressed(method, "1\n2\n3\n");
            int middle = all.size() / 2;
            done(client.streamInput(
                    info -> info.setQuery("INSERT INTO t FORMAT TSV")
                            .setInputCompressionType(method)
                            .setInputData(all.substring(0, middle))
                            .setNextQueryInfo(true),
                    info -> info.setInputData(all.substring(middle))));
        }
        ByteString twoMembers = compressed("gzip", "4\n").concat(compressed("gzip", "5\n"));
        done(client.unary(info -> info.setQuery("INSERT INTO t FORMAT TSV")
                .setObsoleteCompressionType("gz")
                .setInputData(twoMembers)));
        assertThat(rows()).isEqualTo("1\n1\n2\n2\n3\n3\n4\n5\n");
    }

    @Test
    void damaged_compressed_data_inserts_nothing() throws IOException {
        ByteString half = compressed("gzip", "1\n2\n3\n").substring(0, 15);
        Exception failure = client.unary(info -> info.setQuery("INSERT INTO t FORMAT TSV")
                        .setInputCompressionType("gzip")
                        .setInputData(half))
                .getException();
        assertThat(failure.getCode()).isEqualTo(354);
        assertThat(failure.getDisplayText())
                .isEqualTo("DB::Exception: Cannot decompress the input data: Unexpected end of ZLIB input stream");
        assertThat(rows()).isEmpty();
    }

    @Test
    void bad_data_is_reported_and_inserts_nothing() {
        Exception failure = client.unary("INSERT INTO t FORMAT CSV 1\nx\n").getException();
        assertThat(failure.getCode()).isEqualTo(117);
        assertThat(failure.getDisplayText()).startsWith("DB::Exception: Expected end of line: (at row 2)\n");
        assertThat(rows()).isEmpty();
    }

    @Test
    void an_insert_that_is_refused_at_once_says_why_although_much_data_follows() {
        ByteString data = bytes("12345678\n".repeat(4_000_000));
        Exception failure = client.unary(
                        info -> info.setQuery("INSERT INTO nosuch FORMAT TSV").setInputData(data))
                .getException();
        assertThat(failure.getCode()).isEqualTo(60);
        assertThat(failure.getDisplayText()).isEqualTo("DB::Exception: Table default.nosuch does not exist");
    }

    @Test
    void data_that_take_long_to_come_are_all_inserted() throws InterruptedException {
        GrpcClient.Conversation insert = client.converse(true);
        insert.say(info -> info.setQuery("INSERT INTO t FORMAT TSV")
                .putSettings("max_insert_block_size", "1000")
                .putSettings("min_insert_block_size_rows", "1000")
                .putSettings("input_format_parallel_parsing", "0")
                .setNextQueryInfo(true));
        for (int i = 1; i <= 10; i++) {
            ByteString rows = bytes("1234567\n".repeat(100_000));
            boolean more = i < 10;
            insert.say(info -> info.setInputData(rows).setNextQueryInfo(more));
            Thread.sleep(150);
        }
        insert.end();
        List<Result> results = insert.rest();
        done(results.get(results.size() - 1));
        assertThat(client.unary("SELECT count(), uniqExact(a) FROM t")
                        .getOutput()
                        .toStringUtf8())
                .isEqualTo("1000000\t1\n");
    }

    @Test
    void an_insert_that_is_refused_while_data_are_awaited_ends_the_call() {
        GrpcClient.Conversation insert = client.converse(true);
        insert.say(info -> info.setQuery("INSERT INTO nosuch FORMAT TSV")
                .setInputData(bytes("1\n".repeat(500_000)))
                .setNextQueryInfo(true));
        List<Result> results = insert.rest();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).getException().getCode()).isEqualTo(60);
    }

    @Test
    void external_tables_come_in_any_number_of_messages_before_the_data() {
        ExternalTable numbers = ExternalTable.newBuilder()
                .setName("ext")
                .addColumns(column("id", "UInt64"))
                .addColumns(column("name", "String"))
                .setFormat("CSV")
                .setData(bytes("1,\"é\"\n2,two\n"))
                .build();
        ExternalTable more = ExternalTable.newBuilder()
                .setName("ext")
                .setData(bytes("3,three\n"))
                .build();
        ExternalTable nameless = ExternalTable.newBuilder()
                .addColumns(column("", "UInt64"))
                .setData(bytes("1\n3\n"))
                .build();
        Result result = client.streamInput(
                info -> info.setQuery("SELECT id, name FROM ext WHERE id IN (SELECT _1 FROM _data) ORDER BY id")
                        .addExternalTables(numbers)
                        .setNextQueryInfo(true),
                info -> info.addExternalTables(nameless).setNextQueryInfo(true),
                info -> info.addExternalTables(more));
        done(result);
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("1\té\n3\tthree\n");
    }

    @Test
    void an_external_table_may_be_compressed_but_has_no_settings() throws IOException {
        ExternalTable zipped = ExternalTable.newBuilder()
                .setName("z")
                .addColumns(column("a", "UInt8"))
                .setCompressionType("gzip")
                .setData(compressed("gzip", "7\n"))
                .build();
        Result result = client.unary(info -> info.setQuery("SELECT a FROM z").addExternalTables(zipped));
        done(result);
        assertThat(result.getOutput().toStringUtf8()).isEqualTo("7\n");
        ExternalTable withSettings =
                zipped.toBuilder().putSettings("format_csv_delimiter", "|").build();
        assertThat(client.unary(info -> info.setQuery("SELECT a FROM z").addExternalTables(withSettings))
                        .getException()
                        .getCode())
                .isEqualTo(48);
        Exception beside = client.unary(info -> info.setQuery("INSERT INTO t FORMAT CSV")
                        .addExternalTables(zipped)
                        .setInputData(bytes("1\n")))
                .getException();
        assertThat(beside.getCode()).isEqualTo(48);
        assertThat(client.unary(info -> info.setQuery("SELECT a FROM z")
                                .addExternalTables(zipped)
                                .putSettings("date_time_input_format", "best_effort"))
                        .getException()
                        .getCode())
                .isEqualTo(48);
    }

    private static String rows() {
        Result rows = client.unary("SELECT a FROM t ORDER BY a");
        done(rows);
        return rows.getOutput().toStringUtf8();
    }

    private static void done(Result result) {
        assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static NameAndType column(String name, String type) {
        return NameAndType.newBuilder().setName(name).setType(type).build();
    }

    private static ByteString compressed(String method, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var compressing = method.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            compressing.write(text.getBytes("UTF-8"));
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
