package dev.amig.embedded.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a socket that answers what an engine might, because no engine can be asked to break off or to run for hours. */
@Timeout(30)
class EngineExchangeTest {
    private static final EngineRequest REQUEST = new EngineRequest(
            Map.of("query_id", "a b&c"), Map.of("X-ClickHouse-User", "é", "traceparent", "00-1-2-01"));

    @Test
    void parameters_are_encoded_and_headers_and_chunks_arrive() throws IOException {
        try (Peer peer = new Peer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
            assertThat(ask(peer, "SELECT 1").text()).isEmpty();
            assertThat(peer.heard())
                    .startsWith("POST /?query_id=a+b%26c HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port()
                            + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n")
                    .endsWith("\r\n\r\n8\r\nSELECT 1\r\n0\r\n\r\n");
            assertThat(peer.heard()).contains("\r\nX-ClickHouse-User: é\r\n", "\r\ntraceparent: 00-1-2-01\r\n");
        }
    }

    @Test
    void hours_of_progress_headers_are_passed_on_one_by_one() throws IOException {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (int i = 1; i <= 20_000; i++) {
            answer.append("X-ClickHouse-Progress: {\"read_rows\":\"").append(i).append("\"}\r\n");
        }
        try (Peer peer = new Peer(answer + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")) {
            List<Counters> progress = new ArrayList<>();
            assertThat(ask(peer, "ALTER", progress).text()).isEqualTo("ok");
            assertThat(progress).hasSize(20_000);
            assertThat(progress.get(19_999).readRows()).isEqualTo(20_000);
        }
    }

    @Test
    void an_answer_that_breaks_off_is_an_error_and_the_statement_is_never_sent_again() throws IOException {
        for (String answer : List.of(
                "",
                "HTTP/1.1 200 OK\r\nX-ClickHouse-Pro",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")) {
            try (Peer peer = new Peer(answer)) {
                assertThatThrownBy(() -> ask(peer, "DROP TABLE t").text())
                        .isInstanceOf(EOFException.class)
                        .hasMessage("the engine closed the connection in the middle of its answer");
                assertThat(peer.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_refusal_of_the_http_server_itself_says_so() throws IOException {
        try (Peer peer = new Peer("HTTP/1.1 414 URI Too Long\r\nConnection: close\r\n\r\n")) {
            EngineReply reply = ask(peer, "SELECT 1");
            assertThat(reply.isError()).isTrue();
            assertThat(reply.error())
                    .isEqualTo(ServerError.of(210, "The engine refused the request with HTTP status 414"));
        }
    }

    @Test
    void a_failure_after_progress_is_known_by_its_header() throws IOException {
        try (Peer peer = new Peer("HTTP/1.1 200 OK\r\nX-ClickHouse-Exception-Code: 395\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n1f\r\nCode: 395. DB::Exception: boo. ()\r\n0\r\n\r\n")) {
            EngineReply reply = ask(peer, "SELECT throwIf(1)");
            assertThat(reply.isError()).isTrue();
            assertThat(reply.error().code()).isEqualTo(395);
        }
    }

    @Test
    void nobody_listening_is_said_with_the_address() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        assertThatThrownBy(() -> EngineExchange.open(nobody, REQUEST, 0, () -> {}))
                .isInstanceOf(EngineGoneException.class)
                .hasMessage("the engine at 127.0.0.1:" + port + " does not answer: Connection refused");
    }

    private static EngineReply ask(Peer peer, String sql) throws IOException {
        return ask(peer, sql, new ArrayList<>());
    }

    private static EngineReply ask(Peer peer, String sql, List<Counters> progress) throws IOException {
        EngineExchange exchange =
                EngineExchange.open(URI.create("http://127.0.0.1:" + peer.port()), REQUEST, 100, () -> {});
        byte[] body = sql.getBytes(StandardCharsets.UTF_8);
        exchange.send(body, body.length);
        exchange.endBody();
        return exchange.reply(progress::add);
    }

    /** Reads a request to its end, answers, and hangs up. */
    private static final class Peer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final StringBuffer heard = new StringBuffer();
        private volatile int connections;

        Peer(String answer) throws IOException {
            Thread thread = new Thread(() -> serve(answer.getBytes(StandardCharsets.UTF_8)), "peer");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(byte[] answer) {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    connections++;
                    readRequest(socket.getInputStream());
                    OutputStream output = socket.getOutputStream();
                    output.write(answer);
                    output.flush();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void readRequest(InputStream input) throws IOException {
            byte[] buffer = new byte[4096];
            while (!heard.toString().endsWith("\r\n0\r\n\r\n")) {
                int count = input.read(buffer);
                if (count < 0) {
                    return;
                }
                heard.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        String heard() {
            return heard.toString();
        }

        int connections() {
            return connections;
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
