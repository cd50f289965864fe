package dev.amig.language.sql;

/** Watches the words of one statement for {@code INSERT … FORMAT name}, behind which data begins. */
final class InlineData {
    private enum Seen {
        NOTHING,
        INSERT,
        FORMAT,
        /** A word that makes it an INSERT with a source of its own, or no INSERT at all. */
        NO_DATA
    }

    private Seen seen = Seen.NOTHING;
    private int depth;
    private boolean afterName;

    void reset() {
        seen = Seen.NOTHING;
        depth = 0;
    }

    /** @param token a word or a sign; the statement's tokens come in their order, one by one */
    boolean beginsAfter(SqlTokens token) {
        boolean atFormatName = seen == Seen.FORMAT && token.kind() == SqlTokens.Kind.WORD;
        if (atFormatName) {
            seen = token.is("values") || isSource(token) ? Seen.NO_DATA : Seen.INSERT;
            return seen == Seen.INSERT;
        }
        watch(token);
        return false;
    }

    private void watch(SqlTokens token) {
        if (token.is('(')) {
            depth++;
        } else if (token.is(')')) {
            depth--;
        }
        seen = switch (seen) {
            case NOTHING -> token.is("insert") ? Seen.INSERT : Seen.NO_DATA;
            case INSERT -> depth > 0 ? Seen.INSERT : inInsert(token);
            case FORMAT -> Seen.INSERT;
            case NO_DATA -> Seen.NO_DATA;
        };
        afterName = token.is('.') || token.is("into") || token.is("table");
    }

    /** A table may be called {@code format}: then the word stands behind INTO, TABLE or a dot. */
    private Seen inInsert(SqlTokens token) {
        if (isSource(token) || token.is("values")) {
            return Seen.NO_DATA;
        }
        return token.is("format") && !afterName ? Seen.FORMAT : Seen.INSERT;
    }

    private static boolean isSource(SqlTokens token) {
        return token.is("select") || token.is("with") || token.is("watch") || token.is("from");
    }
}
