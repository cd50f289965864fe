package dev.amig.run;

import dev.amig.transport.QueryException;
import java.util.Set;

/** Whether trying again can help. */
enum ErrorClass {
    TRANSIENT,
    PERMANENT,
    CANCELLED;

    // By the names of ClickHouse's ErrorCodes.cpp.
    private static final Set<Integer> TRANSIENT_CODES = Set.of(
            202, // TOO_MANY_SIMULTANEOUS_QUERIES
            203, // NO_FREE_CONNECTION
            209, // SOCKET_TIMEOUT
            210, // NETWORK_ERROR
            225, // NO_ZOOKEEPER
            241, // MEMORY_LIMIT_EXCEEDED
            242, // TABLE_IS_READ_ONLY
            252, // TOO_MANY_PARTS
            279, // ALL_CONNECTION_TRIES_FAILED
            285, // TOO_FEW_LIVE_REPLICAS
            286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
            369, // ALL_REPLICAS_ARE_STALE
            439, // CANNOT_SCHEDULE_TASK
            473, // DEADLOCK_AVOIDED
            517, // CANNOT_ASSIGN_ALTER
            999); // KEEPER_EXCEPTION

    static ErrorClass of(QueryException.Kind kind, int code) {
        return switch (kind) {
            case CANCELLED -> CANCELLED;
            case UNREACHABLE, TIMEOUT, CONNECTION_LOST -> TRANSIENT;
            case AUTHENTICATION, TLS -> PERMANENT;
            case SERVER -> ofServer(code);
        };
    }

    static ErrorClass ofServer(int code) {
        return TRANSIENT_CODES.contains(code) ? TRANSIENT : PERMANENT;
    }
}
