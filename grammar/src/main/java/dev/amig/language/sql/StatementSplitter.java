package dev.amig.language.sql;

import dev.amig.language.sql.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the SQL of an island apart into statements, each to be sent by itself: ClickHouse's gRPC and HTTP take one at a time.
 *
 * <p>A {@code ;} ends a statement wherever ClickHouse's lexer sees one: not in strings, quoted names, comments or heredocs.
 * Brackets are irrelevant. White space, comments and nothing else are no statement.
 *
 * <p><b>Inline data.</b> After {@code INSERT … FORMAT name} the rest of the island, whatever it holds, is the data: the
 * server reads all that follows as data, too, and no format says where its data ends. So such an {@code INSERT} is the
 * last statement of its island, and its text is not trimmed at the end. The data is still seen by the island's lexer: quotes
 * and braces in it must be balanced. {@code FORMAT Values}, {@code VALUES (…)} and {@code INSERT … SELECT … FORMAT} are SQL
 * and end at the {@code ;}.
 */
public final class StatementSplitter {
    private final String sql;
    private final List<Part> parts = new ArrayList<>();
    private final InlineData inlineData = new InlineData();
    private int first = -1;
    private int last;

    private StatementSplitter(String sql) {
        this.sql = sql;
    }

    /**
     * One statement, without the {@code ;}, and without white space and comments around it.
     *
     * @param start its offset in the island
     */
    public record Part(String text, int start) {}

    public static List<Part> split(String sql) {
        var splitter = new StatementSplitter(sql);
        splitter.split();
        return List.copyOf(splitter.parts);
    }

    private void split() {
        var tokens = new SqlTokens(sql);
        while (tokens.next()) {
            if (tokens.kind() == Kind.SEMICOLON) {
                finish();
            } else if (tokens.kind() == Kind.WORD || tokens.kind() == Kind.OTHER) {
                extend(tokens);
                if (inlineData.beginsAfter(tokens)) {
                    last = sql.length();
                    break;
                }
            }
        }
        finish();
    }

    private void extend(SqlTokens tokens) {
        if (first < 0) {
            first = tokens.start();
        }
        last = tokens.end();
    }

    private void finish() {
        if (first >= 0) {
            parts.add(new Part(sql.substring(first, last), first));
        }
        first = -1;
        inlineData.reset();
    }
}
