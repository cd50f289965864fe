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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        SAYS_TOO_MANY_QUERIES,
        ANSWERS_HALF,
        SENDS_RUBBISH
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::serve, "counting server");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String request = read(socket.getInputStream());
                if (request.contains("/* counted */")) {
                    requests.add(request);
                }
                answer(socket);
            } catch (IOException e) {
                // The client, or the end of the test, closed it.
                continue;
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
            case SAYS_TOO_MANY_QUERIES ->
                write(
                        out,
                        "HTTP/1.1 500 Internal Server Error\r\nX-ClickHouse-Exception-Code: 202\r\nContent-Length: 70\r\n\r\n"
                                + "Code: 202. DB::Exception: Too many. (TOO_MANY_SIMULTANEOUS_QUERIES)   ");
            case ANSWERS_HALF -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[\"a\"]\n");
            case SENDS_RUBBISH -> write(out, "what?\r\n\r\n");
        }
        out.flush();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
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
}
