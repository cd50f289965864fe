package dev.amig.lexer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text with what ClickHouse's lexer found in it. */
record LexedText(String text, List<Token> tokens) {
    private static final Pattern HEREDOC = Pattern.compile("\\$\\w*\\$.*", Pattern.DOTALL);
    private static final Pattern SPACE_AT_END = Pattern.compile("[\\s\\p{Z}\u0085\u180E\u200B\u2060\uFEFF]+\\z");

    /** From and to are bytes, as the server counts. */
    record Token(String type, String text, int from, int to) {
        private boolean isComment() {
            return type.equals("Comment");
        }

        private boolean isUnclosed() {
            return type.endsWith("IsNotClosed") || type.equals("Error") && "\u2018\u201C".contains(text);
        }

        private int depth() {
            return type.equals("OpeningCurlyBrace") ? 1 : type.equals("ClosingCurlyBrace") ? -1 : 0;
        }
    }

    /** @param tokens of {@code tokenizeQuery}: from, to, type */
    static LexedText of(String text, List<?> tokens) {
        return new LexedText(
                text, tokens.stream().map(it -> token(text, (List<?>) it)).toList());
    }

    private static Token token(String text, List<?> token) {
        int from = ((Number) token.get(0)).intValue();
        int to = ((Number) token.get(1)).intValue();
        return new Token((String) token.get(2), bytes(text, from, to), from, to);
    }

    boolean isClosed() {
        return tokens.stream().noneMatch(Token::isUnclosed);
    }

    /** An island may hold it. */
    boolean isBalanced() {
        int depth = 0;
        for (Token token : tokens) {
            depth += token.depth();
            if (depth < 0 || isUnclosedHeredoc(token)) {
                return false;
            }
        }
        return depth == 0;
    }

    /** A mere word to ClickHouse; amig refuses it, for the heredoc might be closed in another island. */
    private boolean isUnclosedHeredoc(Token token) {
        return !token.type.equals("HereDoc")
                && token.text.startsWith("$")
                && HEREDOC.matcher(bytes(text, token.from, length(text))).matches();
    }

    /** Every byte between two semicolons, but for white space at the ends, and for what is nothing but comments. */
    List<String> statements() {
        var statements = new ArrayList<String>();
        var statement = new ArrayList<Token>();
        for (Token token : tokens) {
            if (token.type.equals("Semicolon")) {
                add(statement, statements);
                statement.clear();
            } else if (!token.type.equals("Whitespace")) {
                statement.add(token);
            }
        }
        add(statement, statements);
        return statements;
    }

    private void add(List<Token> statement, List<String> statements) {
        if (!statement.stream().allMatch(Token::isComment)) {
            Token last = statement.get(statement.size() - 1);
            String sql = bytes(text, statement.get(0).from, last.to);
            statements.add(last.isComment() ? SPACE_AT_END.matcher(sql).replaceFirst("") : sql);
        }
    }

    private static String bytes(String text, int from, int to) {
        return new String(text.getBytes(StandardCharsets.UTF_8), from, to - from, StandardCharsets.UTF_8);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
