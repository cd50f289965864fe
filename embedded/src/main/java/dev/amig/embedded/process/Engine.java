package dev.amig.embedded.process;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.util.List;

/**
 * The engine inside this process. The library is {@code clickhouse-local} made loadable: told to listen by its own query, it is a
 * server for HTTP and the native protocol for as long as that query runs.
 */
final class Engine {
    /** The engine recurses deeper than the JVM's default stack allows. */
    private static final long STACK_BYTES = 64L << 20;

    /** What is needed of {@code libchdb}; the names are its. */
    private interface Chdb extends Library {
        void chdb_set_signal_handlers_enabled(int enabled);

        Pointer chdb_query_cmdline(int argc, StringArray argv);

        String chdb_result_error(Pointer result);
    }

    private final Thread thread;
    private volatile String error;

    private Engine(String library, List<String> arguments) {
        Chdb chdb = Native.load(library, Chdb.class);
        // The JVM needs SIGSEGV and SIGINT for itself.
        chdb.chdb_set_signal_handlers_enabled(0);
        String[] argv = arguments.toArray(String[]::new);
        Runnable body = () -> {
            Pointer result = chdb.chdb_query_cmdline(argv.length, new StringArray(argv));
            error = result == null ? null : chdb.chdb_result_error(result);
        };
        this.thread = new Thread(null, body, "engine", STACK_BYTES);
        thread.setDaemon(true);
    }

    /** Starts it; returns at once. */
    static Engine start(String library, List<String> arguments) {
        Engine engine = new Engine(library, arguments);
        engine.thread.start();
        return engine;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Waits until the engine has ended by itself. */
    void await() throws InterruptedException {
        thread.join();
    }

    /** Why it ended; null when its query was ended on purpose, or while it runs. */
    String error() {
        return error;
    }

    /** Whether somebody killed the query that keeps it alive, which is how it is asked to end. */
    boolean wasEndedOnPurpose() {
        return error != null && error.contains("QUERY_WAS_CANCELLED");
    }
}
