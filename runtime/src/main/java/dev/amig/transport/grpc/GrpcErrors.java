package dev.amig.transport.grpc;

import dev.amig.transport.ConnectionErrors;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What gRPC itself says of a call, in words for people. Errors of the server never come this way: they are part of a result. */
final class GrpcErrors {
    private final ConnectionErrors errors;

    GrpcErrors(ConnectionErrors errors) {
        this.errors = errors;
    }

    /** @param sent whether the call had left this machine; if not, the statement certainly does not run */
    QueryException of(StatusRuntimeException e, Query query, boolean sent) {
        if (Thread.currentThread().isInterrupted()) {
            return errors.interrupted(query, e);
        }
        return sent ? whileRunning(e, query) : beforeSending(e, query);
    }

    private QueryException whileRunning(StatusRuntimeException e, Query query) {
        return switch (e.getStatus().getCode()) {
            case DEADLINE_EXCEEDED -> errors.timeout(query, e);
            case UNIMPLEMENTED -> errors.stranger(query, "it speaks gRPC, but has no such call", e);
            default -> errors.lost(query, reason(e.getStatus()), e);
        };
    }

    private QueryException beforeSending(StatusRuntimeException e, Query query) {
        Status status = e.getStatus();
        Throwable cause = status.getCause();
        if (has(cause, UnknownHostException.class) || has(cause, UnresolvedAddressException.class)) {
            return errors.unknownHost(query, e);
        }
        if (has(cause, ConnectException.class) || has(cause, NoRouteToHostException.class)) {
            return errors.refused(query, rootOf(cause), e);
        }
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return errors.refused(query, "it took too long", e);
        }
        if (has(cause, SSLException.class)) {
            return errors.insecure(query, rootOf(cause), e);
        }
        return isTlsAlert(status) ? errors.needsTls(query, e) : errors.stranger(query, reason(status), e);
    }

    /** 21, then 3: how a server that expects TLS says that it got something else. */
    private static boolean isTlsAlert(Status status) {
        return reason(status).contains("Hex dump for first 5 bytes: 1503");
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Status status) {
        return status.getCause() == null ? String.valueOf(status.getDescription()) : rootOf(status.getCause());
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
