package dev.amig.language.format;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.parser.Phrase;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a word is written: keywords in upper case, and whatever means something as its author wrote it. */
final class Wording {
    /** {@code 2days}. */
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)([A-Za-z]+)");

    /** Where a keyword is a name or a value. */
    private static final Set<String> AS_WRITTEN =
            Set.of("name", "migrationName", "nonReserved", "settingValue", "paramValue");

    private Wording() {}

    /** @param phrase that the word stands in */
    static String of(Lexeme word, Phrase phrase) {
        if (word.is(Kind.KEYWORD) && !AS_WRITTEN.contains(phrase.rule()) || phrase.is("paramType")) {
            return upperCase(word.text());
        }
        if (phrase.is("duration")) {
            return upperCase(NUMBER_AND_UNIT.matcher(word.text()).replaceFirst("$1 $2"));
        }
        return word.text();
    }

    private static String upperCase(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
