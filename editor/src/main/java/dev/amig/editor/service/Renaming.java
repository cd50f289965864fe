package dev.amig.editor.service;

import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import java.util.List;

/** Gives a parameter another name, in its declaration and wherever it is read. */
final class Renaming {
    private Renaming() {}

    static List<TextEdit> of(Document document, int offset, String name, Templates templates) {
        List<Span> spans = Parameters.occurrences(document, offset, templates);
        if (spans.isEmpty()) {
            throw new RenameException("only a parameter can be renamed, in its PARAM or where it is read");
        }
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new RenameException("'%s' is no name; a parameter's name has letters, digits and _".formatted(name));
        } else if (Parameters.declaration(document, name).isPresent()) {
            throw new RenameException("another parameter is called %s".formatted(name));
        } else if (templates.namespaces().contains(name) || ModelNames.first().contains(name)) {
            throw new RenameException("%s means something else in templates".formatted(name));
        }
        refuseKeyword(document, spans.get(0), name);
        return spans.stream().map(it -> new TextEdit(it, name)).toList();
    }

    private static void refuseKeyword(Document document, Span declaration, String name) {
        var renamed = new Source(
                document.source().name(),
                document.text().substring(0, declaration.start())
                        + name
                        + document.text().substring(declaration.end()));
        if (MigrationParser.read(renamed).problems().size()
                > document.reading().problems().size()) {
            throw new RenameException("%s is a keyword; choose another name".formatted(name));
        }
    }
}
