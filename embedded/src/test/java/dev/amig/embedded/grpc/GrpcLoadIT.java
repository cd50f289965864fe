package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Result;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.amig.embedded.EmbeddedCluster;
import dev.amig.embedded.EmbeddedNode;
import dev.amig.embedded.junit.ClusterExtension;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrpcLoadIT {
    // A node's process has 256 MB of heap: whatever is larger has to stream.
    private static final int LARGE = 300_000_000;

    @RegisterExtension
    static final ClusterExtension cluster =
            ClusterExtension.of(EmbeddedCluster.builder().shards(1));

    private static GrpcClient client() {
        return new GrpcClient(cluster.nodes().get(0));
    }

    @Test
    void three_hundred_queries_run_at_once_over_one_channel() throws InterruptedException, ExecutionException {
        try (GrpcClient client = client()) {
            List<ListenableFuture<Result>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String query = "SELECT " + i + ", sleep(1)";
                answers.add(ClickHouseGrpc.newFutureStub(client.channel())
                        .executeQuery(GrpcClient.message(info -> info.setQuery(query))));
            }
            for (int i = 0; i < 300; i++) {
                Result result = answers.get(i).get();
                assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
                assertThat(result.getOutput().toStringUtf8()).isEqualTo(i + "\t0\n");
            }
        }
    }

    @Test
    void five_megabytes_fit_into_one_message_for_a_client_that_allows_it() {
        try (GrpcClient client = client()) {
            Result result = client.unary("SELECT repeat('x', 1000000) FROM numbers(5) FORMAT RawBLOB");
            assertThat(result.getOutput().size()).isEqualTo(5_000_000);
        }
        EmbeddedNode node = cluster.nodes().get(0);
        try (GrpcClient strict = new GrpcClient(NettyChannelBuilder.forAddress(node.host(), node.grpcPort())
                .usePlaintext()
                .build())) {
            assertThatThrownBy(() -> strict.unary("SELECT repeat('x', 1000000) FROM numbers(5) FORMAT RawBLOB"))
                    .hasMessageContaining("RESOURCE_EXHAUSTED: gRPC message exceeds maximum size 4194304");
            assertThat(strict.streamed("SELECT repeat('x', 1000000) FROM numbers(5) FORMAT RawBLOB").stream()
                            .mapToInt(result -> result.getOutput().size())
                            .sum())
                    .isEqualTo(5_000_000);
        }
    }

    @Test
    void three_hundred_megabytes_stream_to_a_client_that_is_slow_at_first() throws InterruptedException {
        try (GrpcClient client = client()) {
            Iterator<Result> results = ClickHouseGrpc.newBlockingStub(client.channel())
                    .executeQueryWithStreamOutput(GrpcClient.message(info -> info.setQuery(
                            "SELECT repeat('0123456789', 100) FROM numbers(" + LARGE / 1000 + ") FORMAT RawBLOB")));
            Thread.sleep(2_000);
            long size = 0;
            long messages = 0;
            while (results.hasNext()) {
                Result result = results.next();
                assertThat(result.hasException()).isFalse();
                size += result.getOutput().size();
                messages++;
            }
            assertThat(size).isEqualTo(LARGE);
            assertThat(messages).isGreaterThan(1000);
        }
    }

    @Test
    void three_hundred_megabytes_of_input_stream_into_a_table() {
        try (GrpcClient client = client()) {
            client.unary("CREATE TABLE wide (s String) ENGINE = MergeTree ORDER BY tuple()");
            GrpcClient.Conversation insert = client.converse(false);
            insert.say(info -> info.setQuery("INSERT INTO wide FORMAT TSV").setNextQueryInfo(true));
            ByteString megabyte = ByteString.copyFromUtf8(("y".repeat(999) + "\n").repeat(1000));
            for (int i = 1; i <= LARGE / 1_000_000; i++) {
                boolean more = i < LARGE / 1_000_000;
                insert.say(info -> info.setInputData(megabyte).setNextQueryInfo(more));
            }
            insert.end();
            Result result = insert.rest().get(0);
            assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
            assertThat(result.getProgress().getWrittenRows()).isEqualTo(LARGE / 1000);
            assertThat(client.unary("SELECT count(), sum(length(s)) FROM wide")
                            .getOutput()
                            .toStringUtf8())
                    .isEqualTo("300000\t299700000\n");
        }
    }

    @Test
    void a_result_too_large_for_the_node_is_refused_and_the_node_lives_on() {
        try (GrpcClient client = client()) {
            assertThatThrownBy(() -> client.unary(
                            "SELECT repeat('0123456789', 100) FROM numbers(" + LARGE / 1000 + ") FORMAT RawBLOB"))
                    .hasMessage("RESOURCE_EXHAUSTED: the output does not fit into the memory of the embedded node;"
                            + " ask for it with ExecuteQueryWithStreamOutput");
            assertThat(client.unary("SELECT 1").getOutput().toStringUtf8()).isEqualTo("1\n");
            assertThat(client.unary("SELECT repeat('x', 1000000) FROM numbers(100) FORMAT RawBLOB")
                            .getOutput()
                            .size())
                    .isEqualTo(100_000_000);
        }
    }

    @Test
    void a_single_message_may_bring_fifty_megabytes_and_one_too_large_is_refused() {
        try (GrpcClient client = client()) {
            client.unary("CREATE TABLE one_message (s String) ENGINE = MergeTree ORDER BY tuple()");
            ByteString line = ByteString.copyFromUtf8("z".repeat(999) + "\n");
            Result result = client.unary(info -> info.setQuery("INSERT INTO one_message FORMAT TSV")
                    .setInputData(ByteString.copyFrom(Collections.nCopies(50_000, line))));
            assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
            assertThat(result.getProgress().getWrittenRows()).isEqualTo(50_000);
            assertThatThrownBy(() -> client.unary(info -> info.setQuery("INSERT INTO one_message FORMAT TSV")
                            .setInputData(ByteString.copyFrom(Collections.nCopies(70_000, line)))))
                    .hasMessageStartingWith("RESOURCE_EXHAUSTED: gRPC message exceeds maximum size 6");
            assertThat(client.unary("SELECT count() FROM one_message")
                            .getOutput()
                            .toStringUtf8())
                    .isEqualTo("50000\n");
        }
    }

    @Test
    void nothing_is_cut_off_after_half_a_minute_of_silence() {
        EmbeddedNode node = cluster.nodes().get(0);
        ManagedChannel pinging = NettyChannelBuilder.forAddress(node.host(), node.grpcPort())
                .usePlaintext()
                .keepAliveTime(10, TimeUnit.SECONDS)
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build();
        try (GrpcClient client = new GrpcClient(pinging)) {
            client.unary("CREATE TABLE slowly (a UInt64) ENGINE = MergeTree ORDER BY a");
            GrpcClient.Conversation writer = client.converse(false);
            writer.say(info -> info.setQuery("INSERT INTO slowly FORMAT TSV")
                    .setInputData(ByteString.copyFromUtf8("1\n".repeat(200_000)))
                    .setNextQueryInfo(true));
            Iterator<Result> reader = ClickHouseGrpc.newBlockingStub(client.channel())
                    .executeQueryWithStreamOutput(GrpcClient.message(info ->
                            info.setQuery("SELECT repeat('0123456789', 100) FROM numbers(50000) FORMAT RawBLOB")));
            Result silent = client.unary(
                    info -> info.setQuery("SELECT sleepEachRow(3) FROM numbers(11) SETTINGS max_block_size = 1"));
            assertThat(silent.getException()).isEqualTo(Exception.getDefaultInstance());
            assertThat(silent.getStats().getRows()).isEqualTo(11);
            long size = 0;
            while (reader.hasNext()) {
                Result result = reader.next();
                assertThat(result.getException()).isEqualTo(Exception.getDefaultInstance());
                size += result.getOutput().size();
            }
            assertThat(size).isEqualTo(50_000_000);
            writer.say(info -> info.setInputData(ByteString.copyFromUtf8("2\n")));
            writer.end();
            assertThat(writer.rest().get(0).getException()).isEqualTo(Exception.getDefaultInstance());
            assertThat(client.unary("SELECT count() FROM slowly").getOutput().toStringUtf8())
                    .isEqualTo("200001\n");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void an_engine_that_is_gone_is_unavailable_and_no_error_of_the_server() throws InterruptedException {
        EmbeddedNode node = cluster.nodes().get(0);
        try (GrpcClient client = client()) {
            GrpcClient.Conversation call = client.converse(true);
            call.say(info -> info.setQuery("SELECT sleepEachRow(1) FROM numbers(100) SETTINGS max_block_size = 1"));
            call.next();
            cluster.cluster().kill(node);
            assertThatThrownBy(call::rest).hasMessageContaining("UNAVAILABLE");
            assertThatThrownBy(() -> client.unary("SELECT 1"))
                    .isInstanceOf(StatusRuntimeException.class)
                    .extracting(failure -> Status.fromThrowable(failure).getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
    }
}
