package dev.amig.editor.service;

import dev.amig.editor.service.OutlineEntry.Kind;
import dev.amig.language.parser.Lexeme;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of a file, in its order. */
final class Outline {
    private Outline() {}

    static List<OutlineEntry> of(Document document) {
        return entries(document, document.statements());
    }

    private static List<OutlineEntry> entries(Document document, List<Statement> statements) {
        return statements.stream()
                .filter(it -> it.words().get(0).is(Lexeme.Kind.KEYWORD))
                .map(it -> entry(document, it))
                .toList();
    }

    private static OutlineEntry entry(Document document, Statement statement) {
        Lexeme first = statement.words().get(0);
        Span selected =
                statement.name().map(it -> new Span(it.start(), it.end())).orElse(new Span(first.start(), first.end()));
        String head = oneLine(statement.head().of(document.text()));
        String label = statement
                .name()
                .map(it -> statement.keyword() + " " + it.text())
                .orElse(head);
        String detail = statement.name().isPresent() ? oneLine(behindName(document, statement)) : "";
        return new OutlineEntry(
                kind(statement), label, detail, statement.span(), selected, entries(document, statement.inner()));
    }

    private static String behindName(Document document, Statement statement) {
        return document.text()
                .substring(
                        statement.name().orElseThrow().end(),
                        Math.max(
                                statement.head().end(),
                                statement.name().orElseThrow().end()));
    }

    private static Kind kind(Statement statement) {
        return switch (statement.keyword()) {
            case "MIGRATION" -> Kind.MIGRATION;
            case "PARAM" -> Kind.PARAMETER;
            case "REQUIRED", "PRECHECK", "HEALTHCHECK" -> Kind.CHECK;
            case "FINALIZE" -> Kind.FINALIZE;
            case "SETTINGS", "PROGRESS" -> Kind.OTHER;
            default -> Kind.ACTION;
        };
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    }
}
