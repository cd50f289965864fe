package dev.amig.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a journal and its PostgreSQL, and loses the answers to commits: the server has done the COMMIT, and the connection
 * breaks before it can say so. The one case in which a writer cannot know.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int BUFFER = 8192;
    /** The end of the message CommandComplete. */
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket entrance;
    private final int server;
    private int toHear;
    private int toLose;

    CuttingProxy(int server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The answers to the next commits are lost, also to those of reads. */
    void loseAnswers(int count) {
        loseAnswers(0, count);
    }

    /**
     * @param heard how many are still heard before
     * @throws IllegalStateException not all were lost that were to be lost before: the test has not tested what it says
     */
    synchronized void loseAnswers(int heard, int count) {
        if (toLose > 0) {
            throw new IllegalStateException(toLose + " answers were heard that were to be lost");
        }
        toHear = heard;
        toLose = count;
    }

    /** How many answers are still to be lost. */
    synchronized int left() {
        return toLose;
    }

    private synchronized boolean isLost() {
        if (toHear > 0) {
            toHear--;
            return false;
        }
        if (toLose > 0) {
            toLose--;
            return true;
        }
        return false;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            start(() -> forward(client, upstream));
            start(() -> back(upstream, client));
        }
    }

    private static void forward(Socket client, Socket upstream) throws IOException {
        try (client;
                upstream) {
            client.getInputStream().transferTo(upstream.getOutputStream());
        }
    }

    /**
     * The answer says it each time. The question would not do: from its second commit on, a connection only names the statement
     * that it has prepared.
     */
    private void back(Socket upstream, Socket client) throws IOException {
        try (client;
                upstream) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean committed = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMITTED);
                if (committed && isLost()) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
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
