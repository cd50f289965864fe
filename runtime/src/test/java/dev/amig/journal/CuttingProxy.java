package dev.amig.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a journal and its PostgreSQL, and loses the answers to commits: the server gets the COMMIT and does it, and the
 * connection breaks before it can say so. The one case in which a writer cannot know.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final ServerSocket entrance;
    private final int server;
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The answers to the next commits are lost. */
    void loseAnswers(int count) {
        cuts.set(count);
    }

    /** How many answers are still to be lost. */
    int left() {
        return cuts.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            start(() -> forward(client, upstream));
            start(() -> back(upstream, client));
        }
    }

    private void forward(Socket client, Socket upstream) throws IOException {
        try (client;
                upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean cut = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT")
                        && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (cut) {
                    client.close();
                }
                out.write(buffer, 0, read);
                out.flush();
                if (cut) {
                    return;
                }
            }
        }
    }

    private static void back(Socket upstream, Socket client) throws IOException {
        try (client;
                upstream) {
            upstream.getInputStream().transferTo(client.getOutputStream());
        }
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
                        // A connection has ended; that is what this is about.
                        return;
                    }
                },
                "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
