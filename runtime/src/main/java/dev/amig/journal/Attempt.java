package dev.amig.journal;

import dev.amig.transport.QueryId;

/**
 * One sending of one statement that the journal already knows of. Made by {@link Journal#intend} alone: whoever holds one
 * may send, and nobody else can.
 */
public final class Attempt {
    private final QueryId queryId;
    private final String sql;

    Attempt(QueryId queryId, String sql) {
        this.queryId = queryId;
        this.sql = sql;
    }

    public QueryId queryId() {
        return queryId;
    }

    public String sql() {
        return sql;
    }
}
