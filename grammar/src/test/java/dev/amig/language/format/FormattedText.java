package dev.amig.language.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amig.language.TreeText;
import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.parser.MigrationParser;
import dev.amig.language.source.Source;
import dev.amig.language.sql.Indents;
import dev.amig.language.template.TemplateException;
import dev.amig.language.template.TemplateLibrary;
import dev.amig.language.tree.Island;
import java.util.List;
import java.util.Map;

/**
 * What formatting promises, for one text. Two islands are the same if what they come to without templates (the parameter
 * {@code x} is {@code X}) differs only in white space at the begin of lines that begin between tokens, and in carriage returns
 * at the end of lines before them. Tokens are ClickHouse's, found by another lexer than the one the formatter asks.
 */
final class FormattedText {
    /** What random islands begin with: their templates are all known here, those of files are not. */
    static final String SOUP = "SELECT 'soup', ";

    private static final TemplateLibrary TEMPLATES = TemplateLibrary.empty();

    private FormattedText() {}

    static void assertKeepsItsPromises(String text) {
        var given = new Source("given.amig", text);
        String formatted = Formatter.format(given);
        var again = new Source("formatted.amig", formatted);
        assertThat(Formatter.format(again))
                .as("formatted twice; given:\n%s", text)
                .isEqualTo(formatted);
        assertThat(meaning(again))
                .as("given:\n%s\nformatted:\n%s", text, formatted)
                .isEqualTo(meaning(given));
        assertThat(words(again))
                .as("given:\n%s\nformatted:\n%s", text, formatted)
                .isEqualTo(words(given));
        assertThat(formatted).as("given:\n%s", text).endsWith("\n").doesNotEndWith("\n\n");
        assertThat(formatted.strip() + "\n").as("given:\n%s", text).isEqualTo(formatted);
    }

    private static String meaning(Source source) {
        return TreeText.withoutLocations(MigrationParser.parse(source), it -> withoutIndents(source, it));
    }

    private static Island withoutIndents(Source source, Island island) {
        return new Island(island.location(), withoutIndents(source, island, island.text()), island.raw());
    }

    private static String withoutIndents(Source source, Island island, String written) {
        if (island.raw()) {
            return Indents.without(written);
        }
        try {
            var template = TEMPLATES.compile(source, island);
            boolean isSoup = written.startsWith(SOUP);
            return Indents.without(isSoup ? template.render(Map.of("x", "X")).text() : written);
        } catch (TemplateException e) {
            // Nothing will ever be sent of it, so there is no data in it; its words are compared all the same.
            return written.replaceAll("\\s+", " ");
        }
    }

    /** All but numbers, which are parted from their units: comments with their text, and whether they begin their line. */
    private static List<String> words(Source source) {
        return Lexeme.allOf(source).stream()
                .filter(it -> !it.is(Kind.NUMBER))
                .map(it -> it.is(Kind.COMMENT) ? comment(source, it) : it.kind().name())
                .toList();
    }

    private static String comment(Source source, Lexeme comment) {
        String text = comment.text().replace("\r\n", "\n").stripTrailing();
        int lineStart = source.text().lastIndexOf('\n', comment.start() - 1) + 1;
        boolean beginsLine = source.text().substring(lineStart, comment.start()).matches("[\\s\u00A0]*");
        return text + (text.startsWith("--") && beginsLine ? " in its own line" : "");
    }
}
