package dev.amig.editor.service;

import dev.amig.language.parser.Lexeme;
import dev.amig.language.parser.Lexeme.Kind;
import dev.amig.language.source.Source;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is being written where the cursor stands; what stands behind it does not count.
 *
 * @param typed of the word so far
 */
record Cursor(Where where, Span typed) {
    enum Where {
        /** Among keywords and names. */
        STATEMENT,
        /** In {@code ${…}} or {@code <#…>} of an island or a text. */
        TEMPLATE,
        /** In SQL, a text or a comment. */
        ELSEWHERE
    }

    private static final Pattern OPEN_TEMPLATE = Pattern.compile("(?:\\$\\{|<#\\w|<@)[^{}<>]*$");
    private static final Pattern RAW = Pattern.compile("(?i)raw\\s*\\{");
    private static final Pattern LAST_WORD = Pattern.compile("\\w*$");

    static Cursor in(Source source, int offset) {
        var before = new Source(source.name(), source.text().substring(0, offset));
        List<Lexeme> words = Lexeme.allOf(before);
        Lexeme last = words.isEmpty() ? null : words.get(words.size() - 1);
        if (last == null || last.end() < offset) {
            return new Cursor(Where.STATEMENT, new Span(offset, offset));
        } else if (isOpenText(last) || last.is(Kind.UNCLOSED)) {
            return inTemplate(last, offset);
        } else if (last.is(Kind.COMMENT) && !isClosed(last)) {
            return new Cursor(Where.ELSEWHERE, new Span(offset, offset));
        }
        boolean word = last.is(Kind.KEYWORD) || last.is(Kind.NAME) || last.is(Kind.NUMBER);
        return new Cursor(Where.STATEMENT, new Span(word ? last.start() : offset, offset));
    }

    private static Cursor inTemplate(Lexeme island, int offset) {
        boolean raw = island.is(Kind.UNCLOSED) && RAW.matcher(island.text()).lookingAt();
        boolean template = !raw && OPEN_TEMPLATE.matcher(island.text()).find();
        Matcher word = LAST_WORD.matcher(island.text());
        int length = word.find() ? word.group().length() : 0;
        return new Cursor(template ? Where.TEMPLATE : Where.ELSEWHERE, new Span(offset - length, offset));
    }

    private static boolean isOpenText(Lexeme word) {
        return word.is(Kind.TEXT) && (word.text().length() < 2 || !word.text().endsWith("'"));
    }

    private static boolean isClosed(Lexeme comment) {
        return comment.text().startsWith("/*")
                && comment.text().endsWith("*/")
                && comment.text().length() > 3;
    }
}
