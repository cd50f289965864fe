package dev.amig.cli.lsp;

import dev.amig.cli.Amig;
import dev.amig.cli.output.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** An editor with one file, and the {@code amig lsp} that it has started: the real main, in this process. */
final class Editor implements AutoCloseable, LanguageClient {
    private static final int SECONDS = 20;

    private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    private final InputStream formerIn = System.in;
    private final PrintStream formerOut = System.out;
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final PipedOutputStream fromServer = new PipedOutputStream();
    private final CompletableFuture<Integer> exitCode;
    private final LanguageServer server;
    private int version;

    Editor() throws IOException {
        var answers = new PipedInputStream(fromServer, 1 << 16);
        System.setIn(new PipedInputStream(toServer, 1 << 16));
        System.setOut(new PrintStream(fromServer, true, StandardCharsets.UTF_8));
        var nothing = Terminal.plain(new StringWriter(), new StringWriter());
        exitCode = new CompletableFuture<>();
        var main = new Thread(() -> exitCode.complete(Amig.execute(nothing, "lsp")), "amig lsp");
        main.setDaemon(true);
        main.start();
        var launcher = LSPLauncher.createClientLauncher(this, answers, toServer);
        launcher.startListening();
        server = launcher.getRemoteProxy();
    }

    LanguageServer server() {
        return server;
    }

    InitializeResult initialize() throws Exception {
        var item = new CompletionItemCapabilities(true);
        var document = new TextDocumentClientCapabilities();
        document.setCompletion(new CompletionCapabilities(item));
        var capabilities = new ClientCapabilities();
        capabilities.setTextDocument(document);
        var params = new InitializeParams();
        params.setCapabilities(capabilities);
        params.setProcessId((int) ProcessHandle.current().pid());
        return server.initialize(params).get(SECONDS, TimeUnit.SECONDS);
    }

    void open(Path file, String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "amig", ++version, text)));
    }

    void change(Path file, String text) {
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri(file), ++version),
                        List.of(new TextDocumentContentChangeEvent(text))));
    }

    void close(Path file) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(document(file)));
    }

    /** The next ones that are told, of whichever file. */
    PublishDiagnosticsParams nextDiagnostics() throws InterruptedException {
        PublishDiagnosticsParams next = published.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no diagnostics within " + SECONDS + " seconds");
        }
        return next;
    }

    int exitCode() throws Exception {
        return exitCode.get(SECONDS, TimeUnit.SECONDS);
    }

    /** The editor has crashed. */
    void closeInput() throws IOException {
        toServer.close();
    }

    /** Waits for the end of main, which gives back the standard output it found. */
    @Override
    public void close() throws IOException {
        toServer.close();
        exitCode.join();
        fromServer.close();
        System.setIn(formerIn);
        System.setOut(formerOut);
    }

    static String uri(Path file) {
        return file.toUri().toString();
    }

    static TextDocumentIdentifier document(Path file) {
        return new TextDocumentIdentifier(uri(file));
    }

    /** Where {@code word} begins the {@code nth} time in a text of one UTF-16 unit for each character before it. */
    static Position place(String text, String word, int nth) {
        int at = -1;
        for (int i = 0; i < nth; i++) {
            at = text.indexOf(word, at + 1);
        }
        int line = (int) text.substring(0, at).chars().filter(it -> it == '\n').count();
        return new Position(line, at - (text.lastIndexOf('\n', at) + 1));
    }

    static String shown(Diagnostic it) {
        return "%d:%d-%d:%d %s %s"
                .formatted(
                        it.getRange().getStart().getLine(),
                        it.getRange().getStart().getCharacter(),
                        it.getRange().getEnd().getLine(),
                        it.getRange().getEnd().getCharacter(),
                        it.getSeverity(),
                        it.getMessage().isLeft()
                                ? it.getMessage().getLeft()
                                : it.getMessage().getRight().getValue());
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams params) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void logMessage(MessageParams message) {}
}
