package dev.amig.transport.http;

import dev.amig.cluster.Node;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Greets a port as TLS does and looks at the first byte of what comes back. No handshake is finished and nothing is told. Only for
 * ports that have already answered HTTP with something else or with silence.
 */
final class TlsProbe {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    private static final int PATIENCE_MILLIS = 2_000;

    private TlsProbe() {}

    static boolean speaksTls(Node node) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(greeting());
            int first = socket.getInputStream().read();
            return first == HANDSHAKE || first == ALERT;
        } catch (IOException | NoSuchAlgorithmException e) {
            return false;
        }
    }

    private static byte[] greeting() throws IOException, NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }
}
