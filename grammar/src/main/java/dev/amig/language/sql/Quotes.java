package dev.amig.language.sql;

import dev.amig.language.source.SourceMap;

/** What quoted strings and quoted identifiers have in common: backslash escapes, and a quote that is doubled. */
final class Quotes {
    private Quotes() {}

    /**
     * @param value  the text without quotes and escapes
     * @param places from its offsets to those of the quoted text
     */
    record Unquoted(String value, SourceMap places) {}

    static String quote(String value, char quote) {
        var text = new StringBuilder(value.length() + 2).append(quote);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == quote || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(escaped(c));
            }
        }
        return text.append(quote).toString();
    }

    /** A literal never spans lines in a log, and never holds a zero byte that C code would stop at. */
    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\0' -> "\\0";
            default -> String.valueOf(c);
        };
    }

    static Unquoted unquote(String quoted) {
        char quote = quoted.charAt(0);
        boolean closed = quoted.length() > 1 && quoted.charAt(quoted.length() - 1) == quote;
        int end = closed ? quoted.length() - 1 : quoted.length();
        var value = new StringBuilder(end);
        var places = SourceMap.builder(1);
        for (int at = 1; at < end; ) {
            int length = escapeLength(quoted, at, end, quote);
            if (length == 1) {
                value.append(quoted.charAt(at));
            } else {
                places.made(value.length(), at);
                value.append(unescaped(quoted, at, length));
                places.copied(value.length(), at + length);
            }
            at += length;
        }
        return new Unquoted(value.toString(), places.build());
    }

    /** Behind the quote that closes the one at the start; the text's end if none does. */
    static int end(String text) {
        char quote = text.charAt(0);
        int at = 1;
        while (at < text.length()) {
            int length = escapeLength(text, at, text.length(), quote);
            if (length == 1 && text.charAt(at) == quote) {
                return at + 1;
            }
            at += length;
        }
        return text.length();
    }

    private static int escapeLength(String quoted, int at, int end, char quote) {
        char c = quoted.charAt(at);
        if (at + 1 >= end) {
            return 1;
        }
        if (c == '\\') {
            boolean hex =
                    quoted.charAt(at + 1) == 'x' && at + 3 < end && isHex(quoted, at + 2) && isHex(quoted, at + 3);
            return hex ? 4 : 2;
        }
        return c == quote && quoted.charAt(at + 1) == quote ? 2 : 1;
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0;
    }

    /** As ClickHouse reads them; a backslash before a character that needs none stays, which keeps regular expressions. */
    private static String unescaped(String quoted, int at, int length) {
        char c = quoted.charAt(at + 1);
        if (length == 4) {
            return String.valueOf((char) Integer.parseInt(quoted.substring(at + 2, at + 4), 16));
        }
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'a' -> "\u0007";
            case 'v' -> "\u000B";
            case 'e' -> "\u001B";
            case '0' -> "\0";
            case 'N' -> "";
            case '\\', '\'', '"', '`', '/', '=' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
