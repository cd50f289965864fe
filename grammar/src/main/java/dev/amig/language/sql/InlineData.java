package dev.amig.language.sql;

/**
 * Watches the words of one statement for {@code INSERT … FORMAT name}, behind which data begins. {@code WITH …} and {@code
 * EXPLAIN} may stand before.
 */
final class InlineData {
    private enum Seen {
        NOTHING,
        /** {@code WITH} or {@code EXPLAIN}, behind which an INSERT may come. */
        PREFIX,
        PREFIX_INSERT,
        INSERT,
        FORMAT,
        /** {@code VALUES} or {@code FORMAT Values}: data that is written like SQL. */
        ROWS,
        /** The name of another format: all that follows is data. */
        DATA,
        /** A word that makes it an INSERT with a source of its own, or no INSERT at all. */
        NO_DATA
    }

    private Seen seen = Seen.NOTHING;
    private int depth;
    private boolean beforeName;

    void reset() {
        seen = Seen.NOTHING;
        depth = 0;
        beforeName = false;
    }

    /** The last word was the format's name. */
    boolean hasBegun() {
        return seen == Seen.DATA;
    }

    boolean isInRows() {
        return seen == Seen.ROWS;
    }

    /** @param token a word or a sign; the statement's tokens come in their order, one by one */
    void watch(SqlTokens token) {
        if (token.is('(')) {
            depth++;
        } else if (token.is(')')) {
            depth--;
        }
        seen = switch (seen) {
            case NOTHING -> first(token);
            case PREFIX -> token.is("insert") && depth == 0 ? Seen.PREFIX_INSERT : Seen.PREFIX;
            case PREFIX_INSERT -> token.is("into") ? Seen.INSERT : Seen.PREFIX;
            case INSERT -> depth > 0 ? Seen.INSERT : inInsert(token);
            case FORMAT -> atFormatName(token);
            case ROWS, DATA, NO_DATA -> seen;
        };
        beforeName = token.is('.') || token.is("into") || token.is("table") || token.is("function");
    }

    private static Seen first(SqlTokens token) {
        if (token.is("insert")) {
            return Seen.INSERT;
        }
        return token.is("with") || token.is("explain") ? Seen.PREFIX : Seen.NO_DATA;
    }

    private static Seen atFormatName(SqlTokens token) {
        if (token.kind() != SqlTokens.Kind.WORD && !token.isQuotedName()) {
            return Seen.INSERT;
        }
        return token.is("values") ? Seen.ROWS : isSource(token) ? Seen.NO_DATA : Seen.DATA;
    }

    /** A table may be called {@code format} or {@code values}: then the word stands behind INTO, TABLE or a dot. */
    private Seen inInsert(SqlTokens token) {
        if (beforeName) {
            return Seen.INSERT;
        }
        if (isSource(token)) {
            return Seen.NO_DATA;
        }
        if (token.is("values")) {
            return Seen.ROWS;
        }
        return token.is("format") ? Seen.FORMAT : Seen.INSERT;
    }

    private static boolean isSource(SqlTokens token) {
        return token.is("select") || token.is("with") || token.is("watch") || token.is("from");
    }
}
