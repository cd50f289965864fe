package dev.amig.embedded.process;

import dev.amig.embedded.grpc.GrpcEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One node: the engine and its gRPC endpoint in one process. It says {@value #READY} on its standard output when both answer, and
 * ends gracefully on SIGTERM, and when its standard input ends because its parent has died; unless the cluster was detached by then.
 */
public final class NodeMain {
    public static final String READY = "ready";

    /** All is gone within two seconds, also while queries run; what is on disk survives a hard end as well. */
    private static final long END_MILLIS = 1_000;

    private final NodeSettings settings;
    private final Engine engine;
    private volatile boolean ending;

    private NodeMain(NodeSettings settings) {
        this.settings = settings;
        LeftQueryLog.remove(settings);
        this.engine = Engine.start(settings);
    }

    public static void main(String[] args) throws Exception {
        // What is typed in the terminal (Ctrl-C), and its end, are for the parent alone, which may need its nodes a
        // little longer.
        Posix.CALLS.setsid();
        NodeSettings settings = NodeSettings.read(Path.of(args[0]));
        Thread parent = new Thread(() -> endWithParent(settings), "parent");
        parent.setDaemon(true);
        parent.start();
        try {
            current = new NodeMain(settings);
        } catch (IllegalStateException e) {
            fail(e.getMessage());
        }
        current.run();
    }

    /** Null until the library is loaded. */
    private static volatile NodeMain current;

    private void run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        if (new Readiness(settings).await(engine::isRunning)) {
            startGrpc();
            System.out.println(READY);
            System.out.flush();
        } else if (engine.isRunning()) {
            fail("the engine has not answered on port " + settings.httpPort() + " for a minute");
        }
        engine.await();
        if (!ending) {
            fail("the engine ended by itself"
                    + engine.error().map(error -> ": " + error).orElse(""));
        }
        // Whoever asked the engine to end now ends this process.
        Thread.currentThread().join();
    }

    private void startGrpc() {
        Optional<GrpcEndpoint.Tls> tls = settings.tlsCertificate()
                .map(certificate ->
                        new GrpcEndpoint.Tls(certificate, settings.tlsKey().orElseThrow()));
        URI http = URI.create("http://127.0.0.1:" + settings.httpPort());
        try {
            GrpcEndpoint.start(new GrpcEndpoint.Options("127.0.0.1", settings.grpcPort(), http, tls));
        } catch (IOException e) {
            fail("the gRPC endpoint cannot listen on port " + settings.grpcPort() + ": " + e
                    + (e.getCause() == null ? "" : ": " + e.getCause()));
        }
    }

    private static void endWithParent(NodeSettings settings) {
        try {
            while (System.in.read() >= 0) {
                // The parent says nothing; it only holds the other end.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        if (Files.exists(settings.detachedMark())) {
            return;
        }
        NodeMain node = current;
        if (node != null) {
            node.end();
        }
        if (settings.temporary()) {
            deleteFolder(settings.folder());
        }
        exit(0);
    }

    private static void deleteFolder(Path folder) {
        try {
            TemporaryFolder.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        end();
        exit(0);
    }

    private void end() {
        ending = true;
        try {
            engine.end(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(String why) {
        System.err.println(why);
        System.err.flush();
        exit(1);
    }

    /** At once: the library's own clean-up at exit waits for queries that run. */
    private static void exit(int code) {
        Posix.CALLS._exit(code);
    }
}
