package dev.amig.language.format;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxPart;
import dev.amig.language.source.Source;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Writes a migration with other white space, other comments and keywords in another case; its meaning stays. */
final class Scatter {
    private static final List<String> SPACES =
            List.of(" ", "  ", "\n", "\r\n", "\t", "\n\n", "\n\n\n", "\n    ", " \n\t", "\u00A0", "\n \r\n");
    private static final List<String> COMMENTS = List.of(
            "/* %d */",
            "/* %d\n  ; { ' */",
            "/* %d\r\n*/ ",
            "/*%d /* nested */*/",
            " -- %d\n",
            "-- %d ; } ' `   \n\n",
            "--%d /*\r\n",
            "\n-- %d\n",
            "\n  # %d it's\n",
            "\n/* %d */\n",
            "\n\n/* %d */ ",
            "\n\n-- %d\n\n");

    /** A number and its unit are read together. */
    private static final Set<String> WITHOUT_COMMENTS = Set.of("duration", "quantity");

    private static final Set<String> WITHOUT_CASE =
            Set.of("name", "migrationName", "nonReserved", "settingValue", "paramValue");

    private final Source source;
    private final Random random;
    private final Supplier<String> islands;
    private final StringBuilder text = new StringBuilder();
    private int comments;

    private Scatter(Source source, Random random, Supplier<String> islands) {
        this.source = source;
        this.random = random;
        this.islands = islands;
    }

    /** @param islands gives other islands, braces included; null: the island stays */
    static String write(String migration, Random random, Supplier<String> islands) {
        var source = new Source("given.amig", migration);
        var scatter = new Scatter(source, random, islands);
        scatter.gap(true);
        scatter.write(Phrase.of(source));
        return scatter.text.toString();
    }

    private void write(Phrase phrase) {
        if (phrase.is("expression")) {
            text.append(source.text(), phrase.start(), phrase.end());
            gap(false);
            return;
        }
        for (SyntaxPart part : phrase.parts()) {
            if (part instanceof Phrase inner) {
                write(inner);
            } else {
                Lexeme word = (Lexeme) part;
                text.append(word(word, phrase));
                boolean last = part == phrase.parts().get(phrase.parts().size() - 1);
                if (last || !WITHOUT_COMMENTS.contains(phrase.rule())) {
                    gap(word.is(Kind.SIGN) && !word.isSign("."));
                } else {
                    text.append(random.nextBoolean() ? " " : "\n\t");
                }
            }
        }
    }

    private String word(Lexeme word, Phrase phrase) {
        if (phrase.is("island")) {
            String other = islands.get();
            return other == null ? word.text() : other;
        }
        boolean anyCase = word.is(Kind.KEYWORD) && !WITHOUT_CASE.contains(phrase.rule()) || phrase.is("paramType");
        return anyCase && random.nextBoolean() ? word.text().toLowerCase(Locale.ROOT) : word.text();
    }

    private void gap(boolean mayBeEmpty) {
        text.append(mayBeEmpty && random.nextBoolean() ? "" : one(SPACES));
        while (random.nextInt(8) == 0) {
            text.append(one(COMMENTS).formatted(++comments)).append(random.nextBoolean() ? "" : one(SPACES));
        }
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
