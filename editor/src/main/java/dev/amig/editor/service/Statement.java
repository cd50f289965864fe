package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A statement by its words, whole or not: what an outline and a hover need, without knowing each kind.
 *
 * @param words  from the keyword to the {@code ;}, without comments; of {@code FINALIZE}: up to {@code BEGIN}
 * @param inner  between {@code BEGIN} and {@code END}
 * @param end    offset behind all of it
 */
record Statement(List<Lexeme> words, List<Statement> inner, int end) {
    private static final Set<String> NAMED = Set.of("MIGRATION", "PARAM", "STEP", "VERIFY", "COPY", "WAIT", "SWAP");

    /** {@code STEP}. */
    String keyword() {
        return words.get(0).text().toUpperCase(Locale.ROOT);
    }

    boolean is(String keyword) {
        return keyword().equals(keyword);
    }

    /** {@code VERIFY COPY history}: history is another action's name. */
    boolean isVerifyCopy() {
        return is("VERIFY") && words.size() > 2 && words.get(1).isKeyword("COPY") && isName(words.get(2));
    }

    /** The name that it gives to something. */
    Optional<Lexeme> name() {
        boolean named = NAMED.contains(keyword()) && words.size() > 1 && isName(words.get(1)) && !isVerifyCopy();
        return named ? Optional.of(words.get(1)) : Optional.empty();
    }

    boolean isAction() {
        return name().isPresent() && !is("MIGRATION") && !is("PARAM");
    }

    Span span() {
        return new Span(words.get(0).start(), end);
    }

    /** Its first lines, up to the island: {@code STEP swap ON EACH REPLICA}. */
    Span head() {
        int last = 0;
        while (last + 1 < words.size() && !endsHead(words.get(last + 1))) {
            last++;
        }
        return new Span(words.get(0).start(), words.get(last).end());
    }

    private static boolean endsHead(Lexeme word) {
        return word.isIsland() || word.is(Kind.UNCLOSED) || word.isSign(";") || word.isKeyword("BEGIN");
    }

    /** Nearly every keyword may also be a name; behind a name that was forgotten, a target follows. */
    private static boolean isName(Lexeme word) {
        return word.is(Kind.NAME) || word.is(Kind.KEYWORD) && !word.isKeyword("ON");
    }
}
