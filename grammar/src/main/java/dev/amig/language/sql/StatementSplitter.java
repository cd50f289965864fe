package dev.amig.language.sql;

import dev.amig.language.sql.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the SQL of an island apart into statements, each to be sent by itself: ClickHouse's gRPC and HTTP take one at a time.
 *
 * <p>A {@code ;} ends a statement wherever ClickHouse's lexer sees one: not in strings, quoted names, comments or heredocs.
 * Brackets are irrelevant. White space, comments and nothing else are no statement, for the server refuses an empty query.
 *
 * <p><b>Every byte between two {@code ;} is the statement's</b>, but for the white space at its ends: comments are sent, too,
 * and stand in {@code system.query_log} as the author wrote them.
 *
 * <p><b>Inline data.</b> After {@code INSERT … FORMAT name} the rest of the island, whatever it holds, is the data: the
 * server reads all that follows as data, too, and no format says where its data ends. So such an {@code INSERT} is the
 * last statement of its island, and its text is not trimmed at the end. The data is still seen by the island's lexer: quotes
 * and braces in it must be balanced. {@code FORMAT Values}, {@code VALUES (…)} and {@code INSERT … SELECT … FORMAT} (but from
 * {@code input(…)}) are SQL and end at the {@code ;}; comments behind the rows of the former two are left out, since the
 * server would read them as rows.
 */
public final class StatementSplitter {
    private final String sql;
    private final List<Part> parts = new ArrayList<>();
    private final InlineData inlineData = new InlineData();

    /** Of the statement that is being read, its comments included; where it has no token yet, {@code firstToken} is -1. */
    private int start = -1;

    private int firstToken = -1;
    private int end;

    private StatementSplitter(String sql) {
        this.sql = sql;
    }

    /**
     * One statement, without the {@code ;}, and without white space around it.
     *
     * @param start      its offset in the island
     * @param firstToken offset in the island of what is no comment in it
     */
    public record Part(String text, int start, int firstToken) {}

    public static List<Part> split(String sql) {
        var splitter = new StatementSplitter(sql);
        splitter.split();
        return List.copyOf(splitter.parts);
    }

    /** A statement from its first token on: without the comments and the white space before it. */
    public static String withoutLeadingComments(String statement) {
        var tokens = new SqlTokens(statement);
        while (tokens.next()) {
            if (tokens.kind() != Kind.COMMENT && tokens.kind() != Kind.WHITE_SPACE) {
                return statement.substring(tokens.start());
            }
        }
        return "";
    }

    private void split() {
        var tokens = new SqlTokens(sql);
        while (tokens.next()) {
            switch (tokens.kind()) {
                case SEMICOLON -> finish();
                case COMMENT -> comment(tokens);
                case WORD, OTHER -> token(tokens);
                case WHITE_SPACE -> {}
            }
            if (inlineData.hasBegun()) {
                end = sql.length();
                break;
            }
        }
        finish();
    }

    private void comment(SqlTokens comment) {
        if (!inlineData.isInRows()) {
            extend(comment.start(), endWithoutSpace(comment));
        }
    }

    /** A line comment reaches to its line's end, and may have white space there. */
    private int endWithoutSpace(SqlTokens comment) {
        int last = comment.end();
        while (SqlTokens.isSpace(sql.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private void token(SqlTokens token) {
        extend(token.start(), token.end());
        if (firstToken < 0) {
            firstToken = token.start();
        }
        inlineData.watch(token);
    }

    private void extend(int from, int to) {
        if (start < 0) {
            start = from;
        }
        end = to;
    }

    private void finish() {
        if (firstToken >= 0) {
            parts.add(new Part(sql.substring(start, end), start, firstToken));
        }
        start = -1;
        firstToken = -1;
        inlineData.reset();
    }
}
