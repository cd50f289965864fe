package dev.amig.embedded.process;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The engine inside this process. The library is {@code clickhouse-local} made loadable: told to listen by its own queries, it is a
 * server for HTTP and the native protocol for as long as its last query runs.
 *
 * <p>That last query reads from a pipe whose other end this class holds. It costs nothing while it waits, has no end of its own,
 * needs no user to end it, and ends at once when the pipe is closed; then the engine closes its tables and the call returns.
 */
public final class Engine {
    /** How many queries the engine is started with. */
    public static final int OWN_QUERIES = 3;

    /** The engine recurses deeper than the JVM's default stack allows. */
    private static final long STACK_BYTES = 64L << 20;

    /** Symbols of the library shall not shadow those of the JVM: {@code RTLD_LAZY} without {@code RTLD_GLOBAL}. */
    private static final Map<String, Object> LOCAL_SYMBOLS = Map.of(Library.OPTION_OPEN_FLAGS, 1);

    /** What is needed of {@code libchdb}; the names are its. */
    private interface Chdb extends Library {
        void chdb_set_signal_handlers_enabled(int enabled);

        Pointer chdb_query_cmdline(int argc, StringArray argv);

        String chdb_result_error(Pointer result);
    }

    private final Pipe pipe;
    private final Thread thread;
    private volatile String error;

    private Engine(NodeSettings settings) {
        Chdb chdb = load(settings.library());
        // The JVM needs SIGSEGV and SIGTERM for itself.
        chdb.chdb_set_signal_handlers_enabled(0);
        this.pipe = Pipe.open();
        String[] argv = arguments(settings, pipe.readablePath()).toArray(String[]::new);
        this.thread = new Thread(null, () -> run(chdb, argv), "engine", STACK_BYTES);
        thread.setDaemon(true);
    }

    /** @throws IllegalStateException in one line; JNA's own error lists the whole class path */
    private static Chdb load(Path library) {
        try {
            return Native.load(library.toString(), Chdb.class, LOCAL_SYMBOLS);
        } catch (UnsatisfiedLinkError e) {
            String reason = e.getMessage().lines().limit(2).collect(Collectors.joining(" "));
            throw new IllegalStateException("the engine cannot be loaded: " + reason, e);
        }
    }

    private void run(Chdb chdb, String[] argv) {
        Pointer result = chdb.chdb_query_cmdline(argv.length, new StringArray(argv));
        error = result == null ? "it gave no result" : chdb.chdb_result_error(result);
    }

    private static List<String> arguments(NodeSettings settings, Path keepAlive) {
        return List.of(
                "clickhouse",
                "--config-file=" + settings.engineConfig(),
                "--http_port=" + settings.httpPort(),
                "--tcp_port=" + settings.nativePort(),
                "--listen_host=127.0.0.1",
                "--query",
                "SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; SELECT * FROM file('" + keepAlive
                        + "', 'LineAsString', 'line String') FORMAT Null");
    }

    /** Starts it; returns at once. */
    static Engine start(NodeSettings settings) {
        Engine engine = new Engine(settings);
        engine.thread.start();
        return engine;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Waits until it has ended, whatever the cause. */
    void await() throws InterruptedException {
        thread.join();
    }

    /** Asks it to end, and waits for that: running queries are stopped, tables closed. */
    void end(long patienceMillis) throws InterruptedException {
        pipe.close();
        thread.join(patienceMillis);
    }

    /** Why it ended by itself; empty while it runs, and when it was asked to end. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }
}
