package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.source.Problem;
import dev.amig.language.source.Source;
import java.util.Optional;
import java.util.regex.Pattern;

/** A problem has a place; an editor underlines the word that stands there. */
final class ProblemSpans {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|</?[#@]?\\w*|\\R|.", Pattern.DOTALL);

    private ProblemSpans() {}

    static Span in(Document document, Problem problem) {
        int offset = document.source().offset(problem.location());
        Optional<Lexeme> word = document.words().stream()
                .filter(it -> it.start() <= offset && offset < it.end())
                .findFirst();
        boolean whole = word.isPresent() && word.get().start() == offset && !hasInside(word.get());
        if (whole) {
            return new Span(offset, word.get().end());
        }
        return word.isPresent() ? in(document.source(), offset) : wordBefore(document, offset);
    }

    /** The word of any text, without knowing its language. */
    static Span in(Source source, int offset) {
        var matcher = WORD.matcher(source.text());
        boolean found = offset < source.text().length()
                && matcher.region(offset, source.text().length()).lookingAt();
        return new Span(offset, found ? matcher.end() : offset);
    }

    private static boolean hasInside(Lexeme word) {
        return word.isIsland() || word.is(Kind.UNCLOSED) || word.is(Kind.COMMENT);
    }

    /** Something is missing behind it. */
    private static Span wordBefore(Document document, int offset) {
        return document.words().stream()
                .filter(it -> it.end() <= offset && !hasInside(it))
                .reduce((first, second) -> second)
                .filter(it -> document.text().substring(it.end(), offset).isBlank())
                .map(it -> new Span(it.start(), it.end()))
                .orElse(new Span(offset, offset));
    }
}
