package dev.amig.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Takes TLS off, and passes everything on to a port without it. Its certificate is for 127.0.0.1 and signed by itself. */
final class TlsFront implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final SSLServerSocket listener;
    private final Path certificate;
    private final int behind;
    private final List<SSLSocket> connections = new CopyOnWriteArrayList<>();

    TlsFront(Path folder, int behind) throws Exception {
        Path keys = folder.resolve("keys.p12");
        this.certificate = folder.resolve("certificate.pem");
        this.behind = behind;
        makeKeys(keys);
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        byte[] encoded = store.getCertificate("server").getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        this.listener = listen(store);
        start("accept", this::accept);
    }

    private static void makeKeys(Path keys) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command =
                "-genkeypair -alias server -keyalg EC -dname CN=test -ext SAN=IP:127.0.0.1 -storetype PKCS12 -storepass "
                        + PASSWORD + " -keystore";
        ProcessBuilder process = new ProcessBuilder(keytool);
        process.command().addAll(List.of(command.split(" ")));
        process.command().add(keys.toString());
        if (process.redirectErrorStream(true).start().waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private static SSLServerSocket listen(KeyStore store) throws GeneralSecurityException, IOException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    int port() {
        return listener.getLocalPort();
    }

    Path certificate() {
        return certificate;
    }

    private void accept() throws IOException {
        while (true) {
            SSLSocket outer = (SSLSocket) listener.accept();
            connections.add(outer);
            start("connection", () -> pass(outer));
        }
    }

    private void pass(SSLSocket outer) throws IOException {
        try (outer) {
            outer.startHandshake();
            try (Socket inner = new Socket("127.0.0.1", behind)) {
                start("back", () -> copy(inner.getInputStream(), outer));
                copy(outer.getInputStream(), inner);
            }
        }
    }

    private static void copy(InputStream from, Socket to) throws IOException {
        try (to) {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                out.write(buffer, 0, length);
                out.flush();
            }
        }
    }

    /** Breaks every connection, without a farewell. */
    void cut() throws IOException {
        for (SSLSocket connection : connections) {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side has closed its connection, or the test is over.
                        return;
                    }
                },
                "TLS " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
