package dev.amig.editor.lsp;

import dev.amig.editor.service.TemplateFolder;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.launch.LSPLauncher;

/** A language server for one editor that has started this process. */
public final class StdioServer {
    /** It tells of every stream that ends. Held here, or its level would be forgotten. */
    private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j");

    private StdioServer() {}

    /**
     * Answers until the editor leaves, or the input ends. Nothing else may write to {@code out}.
     *
     * @param version of amig
     * @return whether the editor took its leave as the protocol wants it: {@code shutdown}, then {@code exit}
     */
    public static boolean serve(InputStream in, OutputStream out, TemplateFolder templateFolder, String version) {
        LSP4J.setLevel(Level.WARNING);
        var server = new AmigLanguageServer(templateFolder, version);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "amig language server");
            thread.setDaemon(true);
            return thread;
        });
        var launcher = LSPLauncher.createServerLauncher(server, in, out, threads, it -> it);
        server.connect(launcher.getRemoteProxy());
        var reading = launcher.startListening();
        threads.execute(() -> leaveAtTheEndOf(reading, server));
        try {
            return server.left().join();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void leaveAtTheEndOf(Future<Void> input, AmigLanguageServer server) {
        try {
            input.get();
        } catch (ExecutionException | CancellationException e) {
            // It has ended all the same, and LSP4J has logged why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.leave();
        }
    }
}
