package dev.amig.language.sql;

import dev.amig.language.sql.SqlTokens.Kind;

/** SQL without what may change when its lines are moved: to tell whether nothing else did. */
public final class Indents {
    private Indents() {}

    /**
     * White space between tokens, at the begin of lines, and carriage returns at the end of lines are taken away. What stands
     * in strings, quoted names, heredocs and block comments stays, and so does all other white space.
     */
    public static String without(String sql) {
        var text = new StringBuilder();
        var tokens = new SqlTokens(sql);
        while (tokens.next()) {
            String token = sql.substring(tokens.start(), tokens.end());
            boolean isLineComment = tokens.kind() == Kind.COMMENT && !token.startsWith("/*");
            text.append(tokens.kind() == Kind.WHITE_SPACE || isLineComment ? withoutIndent(token) : token);
        }
        return text.toString();
    }

    /** A line comment ends before its line feed. */
    private static String withoutIndent(String space) {
        return space.replaceAll("\r*\n[ \t]*", "\n").replaceAll("\r+$", "");
    }
}
