package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import java.nio.file.Path;
import java.util.Optional;

/** Migrations by name. A file is called like its migration; one that is not is found all the same. */
final class Migrations {
    private Migrations() {}

    static Optional<Document> find(Workspace workspace, Document beside, String name) {
        return workspace.migrationsBeside(beside.file()).stream()
                .filter(it -> stem(it).equals(name))
                .findFirst()
                .or(() -> workspace.migrationsBeside(beside.file()).stream()
                        .filter(it -> isCalled(workspace, it, name))
                        .findFirst())
                .flatMap(workspace::document);
    }

    static Optional<Lexeme> name(Document document) {
        return document.statements().stream()
                .filter(it -> it.is("MIGRATION"))
                .findFirst()
                .flatMap(Statement::name);
    }

    /** {@code 0002_b} of {@code 0002_b.amig}. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(Workspace.SUFFIX) ? name.substring(0, name.length() - Workspace.SUFFIX.length()) : name;
    }

    private static boolean isCalled(Workspace workspace, Path file, String name) {
        return workspace
                .document(file)
                .flatMap(Migrations::name)
                .map(Symbols::plain)
                .filter(name::equals)
                .isPresent();
    }
}
