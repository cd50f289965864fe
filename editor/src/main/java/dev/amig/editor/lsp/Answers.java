package dev.amig.editor.lsp;

import dev.amig.editor.service.Completion;
import dev.amig.editor.service.OutlineEntry;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** What the service says, in the protocol's words. */
final class Answers {
    private final Positions positions;

    Answers(String text) {
        this.positions = new Positions(text);
    }

    Positions positions() {
        return positions;
    }

    Diagnostic diagnostic(dev.amig.editor.service.Diagnostic it) {
        return new Diagnostic(positions.range(it.span()), it.message(), DiagnosticSeverity.Error, "amig");
    }

    Hover hover(dev.amig.editor.service.Hover it) {
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, it.markdown()), positions.range(it.span()));
    }

    TextEdit edit(dev.amig.editor.service.TextEdit it) {
        return new TextEdit(positions.range(it.replaced()), it.text());
    }

    /**
     * @param rank     its place in the list, from 0
     * @param snippets whether the editor knows placeholders
     */
    CompletionItem completion(Completion it, int rank, boolean snippets) {
        boolean asSnippet = it.snippet() && snippets;
        String insert = it.snippet() && !snippets ? withoutPlaceholders(it.insert()) : it.insert();
        var item = new CompletionItem(it.label());
        item.setKind(kind(it.kind()));
        item.setDetail(it.detail().isEmpty() ? null : it.detail());
        item.setInsertTextFormat(asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        item.setTextEdit(Either.forLeft(new TextEdit(positions.range(it.replaced()), insert)));
        item.setSortText("%05d".formatted(rank));
        return item;
    }

    private static String withoutPlaceholders(String snippet) {
        return snippet.replaceAll("\\$\\{\\d+\\|([^,|]*)[^|]*\\|}", "$1")
                .replaceAll("\\$\\{\\d+:([^}]*)}", "$1")
                .replaceAll("\\$\\d+", "");
    }

    List<DocumentSymbol> symbols(List<OutlineEntry> entries) {
        return entries.stream().map(this::symbol).toList();
    }

    private DocumentSymbol symbol(OutlineEntry it) {
        return new DocumentSymbol(
                it.label(),
                kind(it.kind()),
                positions.range(it.span()),
                positions.range(it.name()),
                it.detail(),
                symbols(it.children()));
    }

    private static CompletionItemKind kind(Completion.Kind kind) {
        return switch (kind) {
            case KEYWORD -> CompletionItemKind.Keyword;
            case SNIPPET -> CompletionItemKind.Snippet;
            case PARAMETER -> CompletionItemKind.Variable;
            case NAMESPACE -> CompletionItemKind.Module;
            case FUNCTION -> CompletionItemKind.Function;
            case VALUE -> CompletionItemKind.Field;
            case MIGRATION -> CompletionItemKind.File;
            case ACTION -> CompletionItemKind.Method;
            case SETTING -> CompletionItemKind.Property;
            case TYPE -> CompletionItemKind.TypeParameter;
        };
    }

    private static SymbolKind kind(OutlineEntry.Kind kind) {
        return switch (kind) {
            case MIGRATION -> SymbolKind.Module;
            case PARAMETER -> SymbolKind.Variable;
            case CHECK -> SymbolKind.Boolean;
            case ACTION -> SymbolKind.Method;
            case FINALIZE -> SymbolKind.Namespace;
            case OTHER -> SymbolKind.Property;
        };
    }
}
