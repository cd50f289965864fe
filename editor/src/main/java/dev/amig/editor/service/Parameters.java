package dev.amig.editor.service;

import dev.amig.editor.service.Symbol.Kind;
import dev.amig.language.parser.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of a file: where they are declared, and where they are read. */
final class Parameters {
    private Parameters() {}

    static List<Statement> statements(Document document) {
        return document.allStatements()
                .filter(it -> it.is("PARAM") && it.name().isPresent())
                .toList();
    }

    static Optional<Lexeme> declaration(Document document, String name) {
        return statements(document).stream()
                .map(it -> it.name().orElseThrow())
                .filter(it -> Symbols.plain(it).equals(name))
                .findFirst();
    }

    /** The declaration first, then every place that reads it; empty: no parameter stands at {@code offset}. */
    static List<Span> occurrences(Document document, int offset, Templates templates) {
        var spans = new ArrayList<Span>();
        Optional<Symbol> symbol =
                new Symbols(document, templates.namespaces()).at(offset).filter(it -> it.kind() == Kind.PARAMETER);
        Optional<Lexeme> declaration = symbol.flatMap(it -> declaration(document, it.name()));
        declaration.ifPresent(it -> {
            spans.add(new Span(it.start(), it.end()));
            document.templateNames(symbol.get().name()).stream()
                    .filter(name -> name.name().equals(symbol.get().name()))
                    .forEach(name -> spans.add(name.span()));
        });
        return spans;
    }
}
