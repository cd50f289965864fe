package dev.amig.editor.lsp;

import dev.amig.editor.service.LanguageService;
import dev.amig.editor.service.RenameException;
import dev.amig.editor.service.Span;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/** Questions about one document, answered one after the other. */
final class Documents implements TextDocumentService {
    private final LanguageService service;
    private final Uris uris;
    private final Work work;
    private boolean snippets;

    Documents(LanguageService service, Uris uris, Work work) {
        this.service = service;
        this.uris = uris;
        this.work = work;
    }

    /** The editor knows placeholders in what it inserts. */
    void useSnippets(boolean known) {
        snippets = known;
    }

    // ---- texts

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        var document = params.getTextDocument();
        open(document.getUri(), document.getText());
    }

    /** Whole texts: they are small, and nothing can get out of step. */
    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        var changes = params.getContentChanges();
        open(params.getTextDocument().getUri(), changes.get(changes.size() - 1).getText());
    }

    private void open(String uri, String text) {
        work.change(() -> service.open(uris.path(uri), text));
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        work.change(() -> service.close(uris.path(params.getTextDocument().getUri())));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        work.change(() -> {});
    }

    // ---- questions

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return at(
                params.getTextDocument(),
                params.getPosition(),
                (file, place) -> service.hover(file, place.offset())
                        .map(place.answers()::hover)
                        .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return at(
                params.getTextDocument(),
                params.getPosition(),
                (file, place) -> Either.forLeft(service.definition(file, place.offset()).stream()
                        .map(it -> new Location(
                                uris.uri(it.file()), new Positions(it.source().text()).range(it.span())))
                        .toList()));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return at(params.getTextDocument(), params.getPosition(), (file, place) -> {
            List<Span> spans = service.occurrences(file, place.offset());
            int declarations = params.getContext().isIncludeDeclaration() || spans.isEmpty() ? 0 : 1;
            return spans.stream()
                    .skip(declarations)
                    .map(it -> new Location(
                            uris.uri(file), place.answers().positions().range(it)))
                    .toList();
        });
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
        return at(params.getTextDocument(), params.getPosition(), (file, place) -> {
            try {
                List<TextEdit> edits = service.rename(file, place.offset(), params.getNewName()).stream()
                        .map(place.answers()::edit)
                        .toList();
                return new WorkspaceEdit(Map.of(params.getTextDocument().getUri(), edits));
            } catch (RenameException e) {
                throw new ResponseErrorException(
                        new ResponseError(ResponseErrorCode.RequestFailed, e.getMessage(), null));
            }
        });
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return at(params.getTextDocument(), params.getPosition(), (file, place) -> {
            var items = new ArrayList<CompletionItem>();
            service.completions(file, place.offset())
                    .forEach(it -> items.add(place.answers().completion(it, items.size(), snippets)));
            return Either.forLeft(items);
        });
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return at(
                params.getTextDocument(),
                new Position(0, 0),
                (file, place) -> place.answers().symbols(service.outline(file)).stream()
                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                        .toList());
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return at(
                params.getTextDocument(),
                new Position(0, 0),
                (file, place) ->
                        service.format(file).stream().map(place.answers()::edit).toList());
    }

    /** A place of a document, and how to speak of others. */
    private record Cursor(int offset, Answers answers) {}

    private <T> CompletableFuture<T> at(
            TextDocumentIdentifier document, Position position, BiFunction<Path, Cursor, T> question) {
        return work.ask(() -> {
            Path file = uris.path(document.getUri());
            var answers = new Answers(service.source(file).map(Source::text).orElse(""));
            return question.apply(file, new Cursor(answers.positions().offset(position), answers));
        });
    }
}
