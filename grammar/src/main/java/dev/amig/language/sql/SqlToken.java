package dev.amig.language.sql;

import dev.amig.language.sql.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A word, string, quoted name or sign of one statement. Space, comments and inline data are no tokens.
 *
 * @param text  as it is written, quotes included
 * @param start offset in the statement
 */
public record SqlToken(String text, int start, boolean isWord) {
    public static List<SqlToken> of(String statement) {
        var found = new ArrayList<SqlToken>();
        var tokens = new SqlTokens(statement);
        var inlineData = new InlineData();
        while (!inlineData.hasBegun() && tokens.next()) {
            if (tokens.kind() != Kind.WHITE_SPACE && tokens.kind() != Kind.COMMENT) {
                inlineData.watch(tokens);
                String text = statement.substring(tokens.start(), tokens.end());
                found.add(new SqlToken(text, tokens.start(), tokens.kind() == Kind.WORD));
            }
        }
        return found;
    }

    /** The comments of a text: offset and text of each. */
    public static List<SqlToken> comments(String sql) {
        var found = new ArrayList<SqlToken>();
        var tokens = new SqlTokens(sql);
        while (tokens.next()) {
            if (tokens.kind() == Kind.COMMENT) {
                found.add(new SqlToken(sql.substring(tokens.start(), tokens.end()), tokens.start(), false));
            }
        }
        return found;
    }

    public int end() {
        return start + text.length();
    }

    /** This word in any case, or this sign. */
    public boolean is(String wordOrSign) {
        return text.equalsIgnoreCase(wordOrSign);
    }

    public boolean isOneOf(List<String> lowerCaseWords) {
        return isWord && lowerCaseWords.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A name as it may stand for a table or a column: bare or quoted. Keywords are names, too, to ClickHouse's lexer. */
    public boolean isName() {
        return isWord || isQuotedName();
    }

    /** What the name is called, without quotes. */
    public String name() {
        return isQuotedName() ? Quotes.unquote(text).value() : text;
    }

    /** What a string literal stands for. */
    public Optional<String> string() {
        return text.startsWith("'") ? Optional.of(Literals.unquote(text)) : Optional.empty();
    }

    private boolean isQuotedName() {
        return text.startsWith("`") || text.startsWith("\"");
    }
}
