package dev.amig.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import com.google.protobuf.ByteString;
import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.Secret;
import dev.amig.transport.TransportOptions;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcTransportTest {
    private static final Query QUERY = Query.of("INSERT INTO t SELECT 1", "id-1");

    private static GrpcTransport open(int port) {
        return new GrpcTransport(
                new Node(1, 1, "127.0.0.1", port), TransportOptions.PLAIN.as("migrator", Secret.of("s3cret")));
    }

    private static QueryException failure(PlayedServer server, Query query) {
        try (GrpcTransport transport = open(server.port())) {
            return catchThrowableOfType(QueryException.class, () -> transport.execute(query, ProgressListener.NONE));
        }
    }

    private static Result.Builder output(String text) {
        return Result.newBuilder().setOutput(ByteString.copyFromUtf8(text));
    }

    private static Result read(long rows) {
        return Result.newBuilder()
                .setProgress(Progress.newBuilder().setReadRows(rows).setTotalRowsToRead(rows == 3 ? 8 : 0))
                .build();
    }

    private static Result exception(int code, String text) {
        return Result.newBuilder()
                .setException(Exception.newBuilder()
                        .setCode(code)
                        .setName("DB::Exception")
                        .setDisplayText(text))
                .build();
    }

    @Test
    void increments_of_progress_become_totals() throws java.lang.Exception {
        List<Counters> told = new ArrayList<>();
        try (PlayedServer server = PlayedServer.answering(read(3), read(4), read(1));
                GrpcTransport transport = open(server.port())) {
            dev.amig.transport.Result result = transport.execute(QUERY, told::add);
            assertThat(told)
                    .containsExactly(
                            new Counters(3, 0, 8, 0, 0), new Counters(7, 0, 8, 0, 0), new Counters(8, 0, 8, 0, 0));
            assertThat(result.counters()).isEqualTo(new Counters(8, 0, 8, 0, 0));
        }
    }

    @Test
    void rows_may_be_cut_anywhere_even_inside_a_letter() throws java.lang.Exception {
        byte[] all = "[\"s\"]\n[\"String\"]\n[\"a€\"]\n[\"b\"]\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Result[] pieces = new Result[all.length];
        for (int i = 0; i < all.length; i++) {
            pieces[i] = Result.newBuilder()
                    .setOutput(ByteString.copyFrom(all, i, 1))
                    .setOutputFormat(i == 0 ? RowDecoder.FORMAT : "")
                    .build();
        }
        try (PlayedServer server = PlayedServer.answering(pieces);
                GrpcTransport transport = open(server.port())) {
            assertThat(transport.execute(QUERY, ProgressListener.NONE).rows())
                    .containsExactly(List.of("a€"), List.of("b"));
        }
    }

    @Test
    void the_statement_goes_out_with_user_database_and_settings_of_its_own_last() throws java.lang.Exception {
        try (PlayedServer server = PlayedServer.answering(read(0));
                GrpcTransport transport = open(server.port())) {
            Query query = QUERY.withDatabase("d")
                    .withSettings(Map.of("max_execution_time", "7", "max_threads", "2"))
                    .withTimeout(Duration.ofSeconds(5));
            transport.execute(query, ProgressListener.NONE);
            QueryInfo asked = server.asked().get(0);
            assertThat(asked.getQuery()).isEqualTo("INSERT INTO t SELECT 1");
            assertThat(asked.getQueryId()).isEqualTo("id-1");
            assertThat(asked.getDatabase()).isEqualTo("d");
            assertThat(asked.getUserName()).isEqualTo("migrator");
            assertThat(asked.getPassword()).isEqualTo("s3cret");
            assertThat(asked.getOutputFormat()).isEqualTo(RowDecoder.FORMAT);
            assertThat(asked.getSettingsMap())
                    .containsEntry("interactive_delay", "250000")
                    .containsEntry("max_execution_time", "7")
                    .containsEntry("max_threads", "2");
        }
    }

    @Test
    void an_exception_behind_rows_is_a_failure_and_not_a_short_result() throws IOException {
        try (PlayedServer server = PlayedServer.answering(
                output("[\"n\"]\n[\"UInt8\"]\n[1]\n")
                        .setOutputFormat(RowDecoder.FORMAT)
                        .build(),
                exception(241, "DB::Exception: Memory limit exceeded."))) {
            QueryException e = failure(server, QUERY);
            assertThat(e.kind()).isEqualTo(Kind.SERVER);
            assertThat(e.codeName()).isEqualTo("MEMORY_LIMIT_EXCEEDED");
            assertThat(e).hasMessage("Memory limit exceeded");
        }
    }

    @Test
    void the_servers_exception_counts_even_if_the_connection_breaks_behind_it() throws IOException {
        try (PlayedServer server = PlayedServer.answering(out -> {
            out.onNext(exception(60, "DB::Exception: no table"));
            out.onError(Status.UNAVAILABLE.asException());
        })) {
            assertThat(failure(server, QUERY)).hasMessage("no table");
        }
    }

    @Test
    void a_server_that_crashes_leaves_the_outcome_open() throws IOException {
        try (PlayedServer server = PlayedServer.answering(exception(0, "Segmentation fault"))) {
            QueryException e = failure(server, QUERY);
            assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(e).hasMessage("the connection was lost while the statement ran (Segmentation fault)");
        }
    }

    @Test
    void a_call_that_ends_without_any_message_leaves_the_outcome_open() throws IOException {
        try (PlayedServer server = PlayedServer.answering()) {
            QueryException e = failure(server, QUERY);
            assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(e)
                    .hasMessage(
                            "the connection was lost while the statement ran (the server ended the call without an answer)");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "INTERNAL", "RESOURCE_EXHAUSTED", "CANCELLED", "UNKNOWN", "ABORTED"})
    void a_statement_is_sent_once_whatever_gRPC_says_of_it(Status.Code code) throws IOException {
        try (PlayedServer server = PlayedServer.answering(
                out -> out.onError(code.toStatus().withDescription("oh").asException()))) {
            QueryException e = failure(server, QUERY);
            assertThat(e.kind()).isEqualTo(Kind.CONNECTION_LOST);
            assertThat(e).hasMessage("the connection was lost while the statement ran (oh)");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void a_server_with_other_calls_is_a_stranger() throws IOException {
        try (PlayedServer server = PlayedServer.answering(out -> out.onError(Status.UNIMPLEMENTED.asException()))) {
            QueryException e = failure(server, QUERY);
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e)
                    .hasMessage(
                            "127.0.0.1:%d does not speak ClickHouse's gRPC (it speaks gRPC, but has no such call); is this the node's gRPC port, and without TLS?",
                            server.port());
        }
    }

    @Test
    void output_that_is_no_json_is_told() throws IOException {
        try (PlayedServer server = PlayedServer.answering(output("[\"n\"]\n[\"UInt8\"]\n[1\n")
                .setOutputFormat(RowDecoder.FORMAT)
                .build())) {
            assertThat(failure(server, QUERY).getMessage())
                    .startsWith("the server's output cannot be read: no JSON: Unexpected end-of-input");
        }
    }

    @Test
    void after_a_time_out_one_kill_is_sent_and_a_silent_server_cannot_hold_the_caller() throws IOException {
        try (PlayedServer server = PlayedServer.answering(out -> {})) {
            long started = System.nanoTime();
            QueryException e = failure(server, QUERY.withTimeout(Duration.ofMillis(200)));
            assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(e).hasMessage("no answer within 0.2 s");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(11));
            assertThat(server.asked())
                    .extracting(QueryInfo::getQuery)
                    .containsExactly("INSERT INTO t SELECT 1", "KILL QUERY WHERE query_id = 'id-1' SYNC");
        }
    }

    @Test
    void a_port_that_takes_connections_and_says_nothing_is_given_up_before_anything_is_sent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                GrpcTransport transport = open(silent.getLocalPort())) {
            QueryException e = catchThrowableOfType(
                    QueryException.class,
                    () -> transport.execute(QUERY.withTimeout(Duration.ofMillis(100)), ProgressListener.NONE));
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(e)
                    .hasMessage(
                            "no connection to 127.0.0.1:%d (it took too long); does the server run, and is this its gRPC port?",
                            silent.getLocalPort());
        }
    }

    @Test
    void a_call_beside_one_that_gives_the_connection_up_says_what_is_wrong_there() throws java.lang.Exception {
        Set<String> told = new HashSet<>();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (GrpcTransport transport = open(1)) {
            Callable<String> call = () -> catchThrowableOfType(
                            QueryException.class, () -> transport.execute(QUERY, ProgressListener.NONE))
                    .getMessage();
            for (Future<String> each : pool.invokeAll(Collections.nCopies(500, call))) {
                told.add(each.get().replaceAll("\\(.*\\)", "(…)"));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(told)
                .containsExactly("no connection to 127.0.0.1:1 (…); does the server run, and is this its gRPC port?");
    }

    @Test
    void a_server_that_comes_up_is_reached_at_the_next_call() throws java.lang.Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (GrpcTransport transport = open(port)) {
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowableOfType(
                                        QueryException.class, () -> transport.execute(QUERY, ProgressListener.NONE))
                                .kind())
                        .isEqualTo(Kind.UNREACHABLE);
            }
            try (PlayedServer server = PlayedServer.at(port, read(1))) {
                assertThat(transport
                                .execute(QUERY, ProgressListener.NONE)
                                .counters()
                                .readRows())
                        .isEqualTo(1);
                assertThat(server.asked()).hasSize(1);
            }
        }
    }

    @Test
    void opening_connects_to_nothing() throws IOException {
        try (ServerSocket watched = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                GrpcTransport transport = open(watched.getLocalPort())) {
            watched.setSoTimeout(200);
            assertThat(transport).isNotNull();
            assertThat(catchThrowableOfType(IOException.class, watched::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }
}
