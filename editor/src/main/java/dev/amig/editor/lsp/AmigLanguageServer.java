package dev.amig.editor.lsp;

import dev.amig.editor.service.LanguageService;
import dev.amig.editor.service.TemplateFolder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What {@code amig lsp} is to an editor. */
final class AmigLanguageServer implements LanguageServer, WorkspaceService {
    private static final Duration QUIET = Duration.ofMillis(150);

    private final Uris uris = new Uris();
    private final Work work = new Work(QUIET);
    private final LanguageService service;
    private final Documents documents;
    private final String version;
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private volatile boolean shutDown;

    AmigLanguageServer(TemplateFolder templateFolder, String version) {
        this.service = new LanguageService(templateFolder);
        this.documents = new Documents(service, uris, work);
        this.version = version;
    }

    void connect(LanguageClient client) {
        work.checkWith(new DiagnosticPublisher(service, uris, client)::publish);
    }

    /** Done when the editor has said that this process may end: whether it had shut the server down before. */
    CompletableFuture<Boolean> left() {
        return left;
    }

    /** The editor is gone, with or without a word. */
    void leave() {
        work.close();
        left.complete(shutDown);
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        documents.useSnippets(knowsSnippets(params));
        Optional.ofNullable(params.getProcessId())
                .flatMap(ProcessHandle::of)
                .filter(it -> !it.equals(ProcessHandle.current()))
                .ifPresent(editor -> editor.onExit().thenRun(this::leave));
        return CompletableFuture.completedFuture(new InitializeResult(capabilities(), new ServerInfo("amig", version)));
    }

    private static boolean knowsSnippets(InitializeParams params) {
        return Optional.ofNullable(params.getCapabilities())
                .map(it -> it.getTextDocument())
                .map(it -> it.getCompletion())
                .map(it -> it.getCompletionItem())
                .map(it -> it.getSnippetSupport())
                .orElse(false);
    }

    private static ServerCapabilities capabilities() {
        var sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Full);
        sync.setSave(new SaveOptions(false));
        var can = new ServerCapabilities();
        can.setTextDocumentSync(sync);
        can.setHoverProvider(true);
        can.setDefinitionProvider(true);
        can.setReferencesProvider(true);
        can.setRenameProvider(true);
        can.setDocumentSymbolProvider(true);
        can.setDocumentFormattingProvider(LanguageService.canFormat());
        can.setCompletionProvider(new CompletionOptions(false, List.of(" ", ".", "{")));
        return can;
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        leave();
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return this;
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        work.change(() -> {});
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        work.change(() -> {});
    }
}
