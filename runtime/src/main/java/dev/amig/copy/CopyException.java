package dev.amig.copy;

import dev.amig.transport.QueryId;
import java.util.Optional;

/** A copy on one node cannot go on. The journal holds how far it came; nothing that has arrived is lost by it. */
public final class CopyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How a copy ends before its end. */
    public enum Kind {
        /** Something is wrong: the message says what, and what to do. */
        FAILED,
        /** Somebody has stopped the run. */
        STOPPED,
        /** Whether rows have arrived cannot be told from what the server still knows. */
        IN_DOUBT
    }

    private final Kind kind;
    private final transient QueryId queryId;

    private CopyException(Kind kind, String message, QueryId queryId) {
        super(message);
        this.kind = kind;
        this.queryId = queryId;
    }

    public static CopyException failed(String message) {
        return new CopyException(Kind.FAILED, message, null);
    }

    public static CopyException failed(String message, QueryId queryId) {
        return new CopyException(Kind.FAILED, message, queryId);
    }

    static CopyException inDoubt(String message, QueryId queryId) {
        return new CopyException(Kind.IN_DOUBT, message, queryId);
    }

    public static CopyException stopped() {
        return new CopyException(Kind.STOPPED, "stopped", null);
    }

    public Kind kind() {
        return kind;
    }

    /** Of the statement that failed, where it was one. */
    public Optional<QueryId> queryId() {
        return Optional.ofNullable(queryId);
    }
}
