package dev.amig.editor.service;

import java.util.Optional;

/** Actions by name. */
final class Actions {
    private Actions() {}

    static Optional<Statement> find(Document document, String name) {
        return document.allStatements()
                .filter(Statement::isAction)
                .filter(it -> it.name().map(Symbols::plain).filter(name::equals).isPresent())
                .findFirst();
    }
}
