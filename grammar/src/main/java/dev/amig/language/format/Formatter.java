package dev.amig.language.format;

import dev.amig.language.parser.Phrase;
import dev.amig.language.parser.SyntaxException;
import dev.amig.language.parser.SyntaxPart;
import dev.amig.language.source.Source;

/**
 * Lays a file out in the one way that every migration has. What it means is not changed: the tree stays the same, comments
 * stay where they are, and islands keep their text but for the white space that a block of lines is indented by.
 *
 * <p>The layout follows from the words of a file, not from how its author broke lines, with three exceptions: where an
 * island takes several lines, where a blank line stands, and which comments stand on lines of their own.
 */
public final class Formatter {
    private final Words words;
    private final Page page = new Page();

    private Formatter(Words words) {
        this.words = words;
    }

    /**
     * The same migration, laid out. Lines end with {@code \n}, the last one too.
     *
     * @throws SyntaxException it is not a migration
     */
    public static String format(Source source) {
        Phrase file = Phrase.of(source);
        return new Formatter(Words.of(file, source)).file(file);
    }

    private String file(Phrase file) {
        file.parts().forEach(this::statement);
        page.remarks(words.atEnd(), 0);
        return page.text();
    }

    private void statement(SyntaxPart statement) {
        var phrase = (Phrase) ((Phrase) statement).parts().get(0);
        if (phrase.is("finalization")) {
            finalization(phrase, statement.end());
        } else {
            page.remarks(words.startingAt(phrase.start()).before(), 0);
            page.statement(lines(innermost(phrase), statement.end(), 0), isBlankBefore(phrase));
        }
    }

    /** {@code FINALIZE 'text' BEGIN}, actions, each with its {@code ;} behind it, {@code END;}. */
    private void finalization(Phrase phrase, int end) {
        int bodyStart = 0;
        int bodyEnd = phrase.parts().size() - 1;
        while (!phrase.parts().get(bodyStart).is("action")) {
            bodyStart++;
        }
        page.remarks(words.startingAt(phrase.start()).before(), 0);
        page.open(printed(phrase.start(), phrase.parts().get(bodyStart - 1).end(), 0), isBlankBefore(phrase));
        for (int i = bodyStart; i < bodyEnd; i += 2) {
            var action = (Phrase) phrase.parts().get(i);
            int actionEnd = phrase.parts().get(i + 1).end();
            page.remarks(words.startingAt(action.start()).before(), Layout.INDENT);
            page.statement(lines(innermost(action), actionEnd, Layout.INDENT), isBlankBefore(action));
        }
        int last = phrase.parts().get(bodyEnd).start();
        page.remarks(words.startingAt(last).before(), Layout.INDENT);
        page.close(printed(last, end, 0));
    }

    private static Phrase innermost(Phrase phrase) {
        return phrase.is("action") ? (Phrase) phrase.parts().get(0) : phrase;
    }

    private boolean isBlankBefore(SyntaxPart statement) {
        return words.startingAt(statement.start()).gap().isBlank();
    }

    private String lines(Phrase statement, int end, int indent) {
        var layout = new Layout(words, end);
        layout.statement(statement, indent);
        return new Printer(words, layout).print(statement.start(), end, indent);
    }

    private String printed(int start, int end, int indent) {
        return new Printer(words, new Layout(words, end)).print(start, end, indent);
    }
}
