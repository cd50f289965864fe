package dev.amig.embedded.grpc;

import java.util.Locale;

/**
 * Walks over the tokens of one ClickHouse statement, just closely enough to see its structure: comments vanish, quoted
 * text is one token, and brackets are counted. Stops wherever the caller stops, so inline data is never looked at.
 */
final class SqlScanner {
    private final String text;
    private int position;
    private int depth;

    private int start;
    private int end;
    private int tokenDepth;
    private boolean word;

    SqlScanner(String text) {
        this.text = text;
    }

    /** Moves to the next token; false at the end of the text. */
    boolean next() {
        skipBlanksAndComments();
        start = position;
        if (position >= text.length()) {
            end = position;
            word = false;
            return false;
        }
        char first = text.charAt(position);
        word = isWordPart(first);
        tokenDepth = depth;
        if (word) {
            skipWord();
        } else if (first == '\'' || first == '"' || first == '`') {
            skipQuoted(first);
        } else if (first == '$' && heredocTag() > 0) {
            skipHeredoc();
        } else {
            countBracket(first);
            position++;
        }
        end = position;
        return true;
    }

    /** Is the token this unquoted word (in any case) outside of all brackets? */
    boolean isTopLevel(String expected) {
        return tokenDepth == 0 && is(expected);
    }

    /** Is the token this unquoted word (in any case) or this sign? */
    boolean is(String expected) {
        return end - start == expected.length() && text.regionMatches(true, start, expected, 0, expected.length());
    }

    boolean isWord() {
        return word;
    }

    /** A name, quoted or not. */
    boolean isName() {
        return word || (start < end && (text.charAt(start) == '`' || text.charAt(start) == '"'));
    }

    String upper() {
        return text.substring(start, end).toUpperCase(Locale.ROOT);
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private void skipBlanksAndComments() {
        while (position < text.length()) {
            if (isBlank(text.charAt(position))) {
                position++;
            } else if (text.startsWith("--", position) || isHashComment()) {
                skipPast("\n");
            } else if (text.startsWith("/*", position)) {
                position += 2;
                skipPast("*/");
            } else {
                return;
            }
        }
    }

    // ClickHouse takes '# ' and '#!' for comments, as MySQL and shells do.
    private boolean isHashComment() {
        return text.startsWith("# ", position) || text.startsWith("#!", position);
    }

    private void skipPast(String terminator) {
        int found = text.indexOf(terminator, position);
        position = found < 0 ? text.length() : found + terminator.length();
    }

    private void skipWord() {
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
    }

    // A quote inside is doubled or follows a backslash; both kinds of escapes hold for names as well.
    private void skipQuoted(char quote) {
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '\\') {
                position++;
            } else if (c == quote) {
                if (position < text.length() && text.charAt(position) == quote) {
                    position++;
                } else {
                    return;
                }
            }
        }
        position = text.length();
    }

    private int heredocTag() {
        int close = position + 1;
        while (close < text.length() && isWordPart(text.charAt(close))) {
            close++;
        }
        return close < text.length() && text.charAt(close) == '$' ? close + 1 - position : 0;
    }

    private void skipHeredoc() {
        String tag = text.substring(position, position + heredocTag());
        position += tag.length();
        skipPast(tag);
    }

    private void countBracket(char c) {
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
            tokenDepth = --depth;
        }
    }

    private static boolean isBlank(char c) {
        return c == '\uFEFF' || c == '\u00A0' || Character.isWhitespace(c);
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
