package dev.amig.transport;

import dev.amig.cluster.Node;

/** A statement that did not end well, or of which nobody knows how it ended. */
public final class QueryException extends Exception {
    /** What went wrong, coarse enough to act upon. */
    public enum Kind {
        /** The server answered with an exception: {@link #code()} and {@link #codeName()} are set. */
        SERVER(true),
        /** Killed on the server (error 394), by us or by somebody else. */
        CANCELLED(true),
        /** Wrong user or password (516, 194), or no such user. */
        AUTHENTICATION(true),
        /** Nothing was sent: no route, connection refused, unknown host. */
        UNREACHABLE(true),
        /** Nothing was sent: certificate not trusted, TLS spoken to a plain port or the other way round. */
        TLS(true),
        /** Our time-out passed; the statement may still run. */
        TIMEOUT(false),
        /** The connection ended in the middle; the statement may have run, may still run, or may never have arrived. */
        CONNECTION_LOST(false);

        private final boolean outcomeKnown;

        Kind(boolean outcomeKnown) {
            this.outcomeKnown = outcomeKnown;
        }

        /** Whether the statement is certainly not running any more and certainly did not succeed. */
        public boolean outcomeKnown() {
            return outcomeKnown;
        }
    }

    private final Kind kind;
    private final Node node;
    private final String queryId;
    private final int code;
    private final String codeName;

    /**
     * @param code     ClickHouse's error code, 0 when there is none
     * @param codeName such as {@code UNKNOWN_TABLE}, empty when there is none or it is not known
     * @param message  one sentence for a person, without node, query id or code
     */
    public QueryException(
            Kind kind, Node node, String queryId, int code, String codeName, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.node = node;
        this.queryId = queryId;
        this.code = code;
        this.codeName = codeName;
    }

    public Kind kind() {
        return kind;
    }

    public Node node() {
        return node;
    }

    public String queryId() {
        return queryId;
    }

    public int code() {
        return code;
    }

    public String codeName() {
        return codeName;
    }
}
