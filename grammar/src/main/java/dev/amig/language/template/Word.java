package dev.amig.language.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A word or sign of FreeMarker's expression language.
 *
 * @param offset in the template
 */
record Word(String text, int offset) {
    boolean is(String sign) {
        return text.equals(sign);
    }

    boolean isIdentifier() {
        return Expressions.isWordStart(text.charAt(0)) && !isRawString();
    }

    /** {@code r"…"} and {@code r'…'}, in which nothing is escaped or interpolated; {@code R"…"} is an error to FreeMarker. */
    boolean isRawString() {
        return text.length() > 1 && text.charAt(0) == 'r' && isQuote(text.charAt(1));
    }

    boolean isString() {
        return isQuote(text.charAt(0));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** The words between two offsets, without space and comments. A range {@code ..}, {@code ??} and {@code ->} are one. */
    static List<Word> between(String template, int from, int to) {
        var words = new ArrayList<Word>();
        int at = from;
        while (at < to) {
            int end = Math.min(end(template, at), to);
            boolean comment = end - at > 4 && template.startsWith("--", at + 2);
            if (!comment && !Character.isWhitespace(template.charAt(at))) {
                words.add(new Word(template.substring(at, end), at));
            }
            at = end;
        }
        return words;
    }

    private static int end(String template, int at) {
        for (String sign : List.of("..", "??", "->", "==")) {
            if (template.startsWith(sign, at)) {
                return at + 2;
            }
        }
        return Character.isDigit(template.charAt(at)) ? endOfNumber(template, at) : Expressions.next(template, at);
    }

    private static int endOfNumber(String template, int at) {
        int end = at;
        while (end < template.length() && Character.isDigit(template.charAt(end))) {
            end++;
        }
        return end;
    }
}
