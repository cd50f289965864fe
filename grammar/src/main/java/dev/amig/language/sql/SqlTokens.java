package dev.amig.language.sql;

/**
 * ClickHouse's lexer as far as it decides where things end: quotes, comments, heredocs (its {@code Lexer.cpp}; the rules of
 * 26.7 tried on the engine). Never fails: what is not closed reaches to the text's end, as the server would see it.
 */
final class SqlTokens {
    enum Kind {
        WHITE_SPACE,
        COMMENT,
        /** A bare word, a keyword, a number. */
        WORD,
        SEMICOLON,
        /** Everything else: strings, quoted names, signs. */
        OTHER
    }

    /** White space to ClickHouse, not to Java: next line, Mongolian vowel separator, zero-width characters, word joiner, BOM. */
    private static final String INVISIBLE = "\u0085\u180E\u200B\u200C\u200D\u2060\uFEFF";

    private final String text;
    private int start;
    private int end;
    private Kind kind;

    SqlTokens(String text) {
        this.text = text;
    }

    /** Goes to the next token; false at the text's end. */
    boolean next() {
        start = end;
        if (start == text.length()) {
            return false;
        }
        kind = Kind.OTHER;
        end = read(text.charAt(start));
        return true;
    }

    Kind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The token is this word, in any case. */
    boolean is(String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }

    boolean is(char sign) {
        return end - start == 1 && text.charAt(start) == sign;
    }

    boolean isQuotedName() {
        char first = text.charAt(start);
        return first == '`' || first == '"' || first == '\u201C';
    }

    private int read(char c) {
        return switch (c) {
            case '\'', '"', '`' -> endOfQuoted(c);
            case '\u2018' -> behind("\u2019", start + 1);
            case '\u201C' -> behind("\u201D", start + 1);
            case '-' -> text.startsWith("--", start) ? lineComment() : start + 1;
            case '/' -> slash();
            case '#' -> text.startsWith("# ", start) || text.startsWith("#!", start) ? lineComment() : start + 1;
            case '$' -> dollar();
            case ';' -> {
                kind = Kind.SEMICOLON;
                yield start + 1;
            }
            default -> run(c);
        };
    }

    private int run(char c) {
        if (isWordCharacter(c)) {
            kind = Kind.WORD;
            return c <= '9' ? endOfNumber() : endOfWord();
        }
        if (isSpace(c)) {
            kind = Kind.WHITE_SPACE;
            int at = start + 1;
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            return at;
        }
        return start + 1;
    }

    private int slash() {
        if (text.startsWith("//", start)) {
            return lineComment();
        }
        return text.startsWith("/*", start) ? blockComment() : start + 1;
    }

    private int lineComment() {
        kind = Kind.COMMENT;
        int line = text.indexOf('\n', start);
        return line < 0 ? text.length() : line;
    }

    /** They nest. */
    private int blockComment() {
        kind = Kind.COMMENT;
        int depth = 1;
        int at = start + 2;
        while (at < text.length() && depth > 0) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }

    /** {@code $tag$…$tag$}; if nothing closes it, a word that begins with a dollar sign, or such a sign alone. */
    private int dollar() {
        int tagEnd = start + 1;
        while (tagEnd < text.length() && isWordCharacter(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd < text.length() && text.charAt(tagEnd) == '$') {
            String tag = text.substring(start, tagEnd + 1);
            int close = text.indexOf(tag, tagEnd + 1);
            if (close >= 0) {
                return close + tag.length();
            }
        }
        if (tagEnd == start + 1) {
            return tagEnd;
        }
        kind = Kind.WORD;
        return endOfWord();
    }

    private int endOfWord() {
        int at = start + 1;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Or of a name that begins with a digit; neither holds a dollar sign: {@code TOP 5$$x$$} is three tokens. */
    private int endOfNumber() {
        int at = start + 1;
        while (at < text.length() && isWordCharacter(text.charAt(at)) && text.charAt(at) != '$') {
            at++;
        }
        return at;
    }

    /** A doubled quote needs no care here: it closes one string and opens the next. */
    private int endOfQuoted(char quote) {
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            if (c == '\\') {
                at++;
            }
        }
        return text.length();
    }

    private int behind(String close, int from) {
        int found = text.indexOf(close, from);
        return found < 0 ? text.length() : found + close.length();
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$';
    }

    static boolean isSpace(char c) {
        return c <= ' ' || Character.isSpaceChar(c) || INVISIBLE.indexOf(c) >= 0;
    }
}
