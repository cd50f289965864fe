package dev.amig.embedded.process;

import dev.amig.embedded.grpc.GrpcEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One node: the engine and its gRPC endpoint in one process. Started by {@link dev.amig.embedded.EmbeddedCluster}, which talks to it
 * over the standard streams: this process says {@value #READY} when both answer; it ends when told {@value #STOP}, or when its
 * standard input ends (its parent has died), unless it was told {@value #DETACH} before.
 */
public final class NodeMain {
    public static final String READY = "ready";
    public static final String DETACH = "detach";
    public static final String STOP = "stop";

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final NodeSettings settings;
    private final EngineHttp http;
    private volatile boolean stopping;
    private volatile Engine engine;

    private NodeMain(NodeSettings settings) {
        this.settings = settings;
        this.http = new EngineHttp(settings.httpPort());
    }

    public static void main(String[] args) throws Exception {
        new NodeMain(NodeSettings.read(Path.of(args[0]))).run();
    }

    private void run() throws InterruptedException, IOException {
        Thread listener = new Thread(this::listenToParent, "parent");
        listener.setDaemon(true);
        listener.start();
        engine = load();
        if (!http.awaitReady(engine::isRunning)) {
            fail("the engine ended while it started: " + engine.error());
        }
        startGrpc();
        System.out.println(READY);
        System.out.flush();
        engine.await();
        if (!stopping && !engine.wasEndedOnPurpose()) {
            fail("the engine ended by itself: " + engine.error());
        }
        // The engine leaves threads behind that would keep the JVM.
        Runtime.getRuntime().halt(0);
    }

    private Engine load() {
        try {
            return Engine.start(settings.library().toString(), arguments());
        } catch (UnsatisfiedLinkError e) {
            fail("the library " + settings.library() + " cannot be loaded: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            throw e;
        }
    }

    private void startGrpc() throws IOException {
        Optional<GrpcEndpoint.Tls> tls = settings.tlsCertificate()
                .map(certificate ->
                        new GrpcEndpoint.Tls(certificate, settings.tlsKey().orElseThrow()));
        URI engine = URI.create("http://127.0.0.1:" + settings.httpPort());
        GrpcEndpoint.start(new GrpcEndpoint.Options("127.0.0.1", settings.grpcPort(), engine, tls));
    }

    private List<String> arguments() {
        return List.of(
                "clickhouse",
                "--config-file=" + settings.engineConfig(),
                "--http_port=" + settings.httpPort(),
                "--tcp_port=" + settings.nativePort(),
                "--listen_host=127.0.0.1",
                "--query",
                "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; " + EngineHttp.KEEP_ALIVE);
    }

    private void listenToParent() {
        boolean detached = false;
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = input.readLine()) != null && !line.equals(STOP)) {
                detached |= line.equals(DETACH);
            }
            if (line == null && detached) {
                return;
            }
        } catch (IOException e) {
            // As good as its end: the parent is gone.
        }
        stop();
    }

    private void stop() {
        stopping = true;
        http.endKeepAlive();
        try {
            // Then the engine closes its tables, and run() ends this process.
            Thread.sleep(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Something in it does not look whether it shall end; what is on disk survives this.
        Runtime.getRuntime().halt(0);
    }

    private static void fail(String why) {
        PrintStream err = System.err;
        err.println(why);
        err.flush();
        Runtime.getRuntime().halt(1);
    }
}
