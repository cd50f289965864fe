package dev.amig.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.amig.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A statement is sent once, whatever a server does to the connection: counted by a server that does it. */
class SentOnceTest {
    private static final String STATEMENT = "INSERT INTO t SELECT 1 /* counted */";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private volatile Behaviour behaviour;

    /** What the server does once it has the whole request. */
    enum Behaviour {
        CLOSES,
        RESETS,
        SAYS_UNAVAILABLE,
        SAYS_UNAVAILABLE_FOR_A_SECOND,
        SAYS_BAD_GATEWAY,
        SAYS_GATEWAY_TIMEOUT,
        SAYS_REQUEST_TIMEOUT,
        SAYS_TOO_MANY_QUERIES,
        ANSWERS_HALF,
        SENDS_RUBBISH,
        KEEPS_THE_CONNECTION
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The client, or the end of the test, closed it.
                        return;
                    }
                },
                "counting server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            String request = read(socket.getInputStream());
            while (request.contains("/* counted */")) {
                requests.add(request);
                answer(socket);
                request = behaviour == Behaviour.KEEPS_THE_CONNECTION ? read(socket.getInputStream()) : "";
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (!text.toString().contains("/* counted */") && System.nanoTime() < until) {
            int length = in.read(buffer);
            if (length < 0) {
                break;
            }
            text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private void answer(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (behaviour) {
            case CLOSES -> socket.shutdownOutput();
            case RESETS -> socket.setSoLinger(true, 0);
            case SAYS_UNAVAILABLE -> write(out, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            case SAYS_UNAVAILABLE_FOR_A_SECOND ->
                write(out, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
            case SAYS_BAD_GATEWAY -> write(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            case SAYS_GATEWAY_TIMEOUT -> write(out, "HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n");
            case SAYS_REQUEST_TIMEOUT -> write(out, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            case SAYS_TOO_MANY_QUERIES ->
                write(
                        out,
                        "HTTP/1.1 500 Internal Server Error\r\nX-ClickHouse-Exception-Code: 202\r\nContent-Length: 70\r\n\r\n"
                                + "Code: 202. DB::Exception: Too many. (TOO_MANY_SIMULTANEOUS_QUERIES)   ");
            case ANSWERS_HALF -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[\"a\"]\n");
            case SENDS_RUBBISH -> write(out, "what?\r\n\r\n");
            case KEEPS_THE_CONNECTION -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource(value = Behaviour.class, mode = Mode.EXCLUDE, names = "KEEPS_THE_CONNECTION")
    void http_sends_a_statement_once(Behaviour how) throws Exception {
        behaviour = how;
        Node node = new Node(1, 1, "127.0.0.1", server.getLocalPort());
        try (Transport http = Transports.open(TransportKind.HTTP, node, TransportOptions.PLAIN)) {
            QueryException e = catchThrowableOfType(
                    QueryException.class,
                    () -> http.execute(
                            Query.of(STATEMENT, "once").withTimeout(Duration.ofSeconds(5)), ProgressListener.NONE));
            Thread.sleep(300);
            assertThat(requests).hasSize(1);
            assertThat(requests.get(0)).startsWith("POST /");
            assertThat(requests.get(0).lines().findFirst().orElseThrow()).doesNotContain("counted");
            assertThat(e.code()).isEqualTo(how == Behaviour.SAYS_TOO_MANY_QUERIES ? 202 : 0);
            assertThat(e.kind().outcomeKnown()).isEqualTo(how == Behaviour.SAYS_TOO_MANY_QUERIES);
        }
    }

    @Test
    void a_connection_that_the_server_has_kept_and_then_closes_costs_no_second_sending() throws Exception {
        behaviour = Behaviour.KEEPS_THE_CONNECTION;
        Node node = new Node(1, 1, "127.0.0.1", server.getLocalPort());
        try (Transport http = Transports.open(TransportKind.HTTP, node, TransportOptions.PLAIN)) {
            http.execute(Query.of(STATEMENT, "first"), ProgressListener.NONE);
            http.execute(Query.of(STATEMENT, "second"), ProgressListener.NONE);
            behaviour = Behaviour.CLOSES;
            QueryException e = catchThrowableOfType(
                    QueryException.class, () -> http.execute(Query.of(STATEMENT, "third"), ProgressListener.NONE));
            assertThat(e.kind()).isEqualTo(QueryException.Kind.CONNECTION_LOST);
            assertThat(requests).hasSize(3);
        }
    }
}
