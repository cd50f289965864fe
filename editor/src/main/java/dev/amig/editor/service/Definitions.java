package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.Optional;

/** Where the thing under the cursor is declared. */
final class Definitions {
    private final Workspace workspace;

    Definitions(Workspace workspace) {
        this.workspace = workspace;
    }

    Optional<Place> at(Document document, int offset) {
        Templates templates = workspace.templatesOf(document.file());
        return new Symbols(document, templates.namespaces()).at(offset).flatMap(it -> of(document, it, templates));
    }

    private Optional<Place> of(Document document, Symbol symbol, Templates templates) {
        return switch (symbol.kind()) {
            case PARAMETER -> Parameters.declaration(document, symbol.name()).map(it -> place(document, it));
            case NAMESPACE -> templates.file(symbol.name()).map(it -> place(it, new Span(0, 0)));
            case TEMPLATE_FUNCTION -> function(symbol.name(), templates);
            case DEPENDENCY ->
                Migrations.find(workspace, document, symbol.name())
                        .flatMap(other -> Migrations.name(other).map(it -> place(other, it)));
            case ACTION ->
                Actions.find(document, symbol.name()).flatMap(Statement::name).map(it -> place(document, it));
            case MODEL, SETTING, KEYWORD -> Optional.empty();
        };
    }

    private static Optional<Place> function(String path, Templates templates) {
        int dot = path.indexOf('.');
        return templates
                .function(path.substring(0, dot), path.substring(dot + 1))
                .map(it -> place(it.source(), it.span()));
    }

    private static Place place(Document document, Lexeme word) {
        return new Place(document.file(), document.source(), new Span(word.start(), word.end()));
    }

    private static Place place(Source source, Span span) {
        return new Place(Path.of(source.name()), source, span);
    }
}
