package dev.amig.language.sql;

/**
 * Watches the words of one statement for {@code INSERT … FORMAT name}, behind which data begins. {@code WITH …} and {@code
 * EXPLAIN} may stand before. An {@code INSERT … SELECT} takes data only if it reads {@code input(…)}; tried on 26.7.
 */
final class InlineData {
    private enum Seen {
        NOTHING,
        /** {@code WITH} or {@code EXPLAIN}, behind which an INSERT may come. */
        PREFIX,
        PREFIX_INSERT,
        INSERT,
        /** The INSERT's SELECT. */
        QUERY,
        QUERY_INPUT,
        QUERY_OF_INPUT,
        FORMAT,
        /** {@code VALUES} or {@code FORMAT Values}: data that is written like SQL. */
        ROWS,
        /** The name of another format: all that follows is data. */
        DATA,
        /** A word that makes it an INSERT with a source of its own, or no INSERT at all. */
        NO_DATA
    }

    private Seen seen = Seen.NOTHING;
    private Seen beforeFormat = Seen.NOTHING;
    private int depth;
    private boolean beforeName;
    private boolean behindBracket;

    void reset() {
        seen = Seen.NOTHING;
        depth = 0;
        beforeName = false;
        behindBracket = false;
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
            case INSERT -> beforeName ? Seen.INSERT : inInsert(token);
            case QUERY -> token.is("input") ? Seen.QUERY_INPUT : Seen.QUERY;
            case QUERY_INPUT -> token.is('(') ? Seen.QUERY_OF_INPUT : Seen.QUERY;
            case QUERY_OF_INPUT -> format(token);
            case FORMAT -> atFormatName(token);
            case ROWS, DATA, NO_DATA -> seen;
        };
        beforeName = token.is('.') || token.is("into") || token.is("table") || token.is("function");
        behindBracket = token.is('(');
    }

    private static Seen first(SqlTokens token) {
        if (token.is("insert")) {
            return Seen.INSERT;
        }
        return token.is("with") || token.is("explain") ? Seen.PREFIX : Seen.NO_DATA;
    }

    /** A table may be called {@code format} or {@code values}: that was looked at before. So may a column. */
    private Seen inInsert(SqlTokens token) {
        if ((depth == 0 || behindBracket) && (token.is("select") || token.is("with"))) {
            return Seen.QUERY;
        }
        if (depth == 0 && (token.is("from") || token.is("watch"))) {
            return Seen.NO_DATA;
        }
        return depth == 0 && token.is("values") ? Seen.ROWS : format(token);
    }

    private Seen format(SqlTokens token) {
        beforeFormat = seen;
        return depth == 0 && token.is("format") ? Seen.FORMAT : seen;
    }

    /** What is no name tells that {@code format} was one, of a setting or a column. */
    private Seen atFormatName(SqlTokens token) {
        if (token.kind() != SqlTokens.Kind.WORD && !token.isQuotedName()) {
            return beforeFormat;
        }
        return token.is("values") ? Seen.ROWS : Seen.DATA;
    }
}
