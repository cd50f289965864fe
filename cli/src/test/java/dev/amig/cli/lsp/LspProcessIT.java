package dev.amig.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code amig lsp} as an editor starts it, message by message. */
class LspProcessIT {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":%s,"rootUri":null,"capabilities":{}}}""";

    private Process server;

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @Test
    void its_output_is_the_protocol_and_nothing_else() throws Exception {
        start();
        send(INITIALIZE.formatted("null"));
        assertThat(receive()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"capabilities\":{");
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
        assertThat(receive()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":null}");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        assertThat(new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    @Test
    void it_ends_when_its_editor_has_died_even_if_somebody_else_holds_its_input_open() throws Exception {
        Process deadEditor = new ProcessBuilder("sleep", "600").start();
        start();
        send(INITIALIZE.formatted(deadEditor.pid()));
        receive();
        deadEditor.destroyForcibly();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
    }

    private void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        server = new ProcessBuilder(
                        java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), "dev.amig.cli.Amig", "lsp")
                .start();
    }

    private void send(String message) throws IOException {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        OutputStream in = server.getOutputStream();
        in.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        in.write(body);
        in.flush();
    }

    private String receive() throws IOException {
        InputStream out = server.getInputStream();
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = out.read();
            assertThat(c).as("the output ended behind: " + head).isNotNegative();
            head.append((char) c);
        }
        assertThat(head.toString()).matches("Content-Length: \\d+\r\n\r\n");
        int length = Integer.parseInt(head.toString().replaceAll("\\D", ""));
        return new String(out.readNBytes(length), StandardCharsets.UTF_8);
    }
}
