package dev.amig.language.template;

/** Finds where FreeMarker's expressions end: strings may hold every sign that otherwise would. */
final class Expressions {
    private Expressions() {}

    /** Behind the {@code }} that closes {@code ${}; braces nest. */
    static int endOfInterpolation(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '}' && depth-- == 0) {
                return at + 1;
            }
            if (c == '{') {
                depth++;
            }
            at = next(text, at);
        }
        return at;
    }

    /** Behind the {@code >} that closes a tag: the first that is in no parentheses and is no part of {@code ->}. */
    static int endOfTag(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '>' && depth <= 0) {
                return at + 1;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            boolean twoSigns = text.startsWith("->", at) || text.startsWith("--", at);
            at = twoSigns ? at + 2 : next(text, at);
        }
        return Math.min(at, text.length());
    }

    /** Behind the string, comment, word or sign that begins here. */
    static int next(String text, int at) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return endOfString(text, at, true);
        }
        if ((c == '<' || c == '[') && isComment(text, at)) {
            return endOfComment(text, at + 4);
        }
        if (isWordStart(c)) {
            int end = endOfWord(text, at);
            boolean rawString = end - at == 1 && c == 'r' && end < text.length() && isQuote(text.charAt(end));
            return rawString ? endOfString(text, end, false) : end;
        }
        return at + 1;
    }

    static int endOfWord(String text, int at) {
        int end = at;
        while (end < text.length() && (isWordStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= '@' && c <= 'Z' || c == '_' || c == '$' || c >= 0xAA;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("#--", at + 1) || text.startsWith("!--", at + 1);
    }

    private static int endOfComment(String text, int from) {
        int at = text.indexOf("--", from);
        while (at >= 0 && !text.startsWith(">", at + 2) && !text.startsWith("]", at + 2)) {
            at = text.indexOf("--", at + 1);
        }
        return at < 0 ? text.length() : at + 3;
    }

    private static int endOfString(String text, int quote, boolean escapes) {
        for (int at = quote + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == text.charAt(quote)) {
                return at + 1;
            }
            if (c == '\\' && escapes) {
                at++;
            }
        }
        return text.length();
    }
}
