package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.parser.Reading;
import dev.amig.language.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One {@code .amig} file as it stands in the editor. Immutable; another text is another document. */
final class Document {
    private final Path file;
    private final Source source;
    private final List<Lexeme> words;
    private final List<Statement> statements;
    private final Reading reading;

    private Document(Path file, Source source) {
        this.file = file;
        this.source = source;
        this.words = Lexeme.allOf(source);
        this.statements = Statements.of(source, words);
        this.reading = MigrationParser.read(source);
    }

    static Document of(Path file, Source source) {
        return new Document(file, source);
    }

    Path file() {
        return file;
    }

    Source source() {
        return source;
    }

    String text() {
        return source.text();
    }

    /** Comments included. */
    List<Lexeme> words() {
        return words;
    }

    /** Those of {@code FINALIZE} stand in it. */
    List<Statement> statements() {
        return statements;
    }

    /** Those of {@code FINALIZE} too. */
    Stream<Statement> allStatements() {
        return statements.stream().flatMap(it -> Stream.concat(Stream.of(it), it.inner().stream()));
    }

    Optional<Statement> statementAt(int offset) {
        return allStatements().filter(it -> it.span().touches(offset)).reduce((outer, inner) -> inner);
    }

    Reading reading() {
        return reading;
    }

    /** The word that a cursor stands in; between two that touch each other: the second. */
    Optional<Lexeme> wordAt(int offset) {
        return words.stream()
                .filter(it -> it.touches(offset))
                .reduce((first, second) -> second.isSign(";") ? first : second);
    }

    /** Every name that islands and texts read, as far as their text holds {@code part}; in the order of the text. */
    List<TemplateName> templateNames(String part) {
        return words.stream()
                .filter(it -> it.text().contains(part))
                .flatMap(it -> TemplateName.in(this, it).stream())
                .toList();
    }
}
