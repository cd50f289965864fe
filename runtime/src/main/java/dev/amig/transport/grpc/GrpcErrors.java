package dev.amig.transport.grpc;

import dev.amig.cluster.Node;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What gRPC itself says of a call, in words for people. Errors of the server never come this way: they are part of a result. */
final class GrpcErrors {
    private final Node node;

    GrpcErrors(Node node) {
        this.node = node;
    }

    QueryException of(StatusRuntimeException e, Query query) {
        Status status = e.getStatus();
        Throwable cause = status.getCause();
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            String limit = query.timeout()
                    .map(timeout -> timeout.toMillis() / 1000.0 + " s")
                    .orElse("its limit");
            return failure(Kind.TIMEOUT, query, "no answer within " + limit, e);
        }
        if (has(cause, SSLException.class) || isTlsMismatch(status)) {
            return failure(
                    Kind.TLS,
                    query,
                    "no secure connection: " + reason(cause, status)
                            + "; check tls of the cluster in amig.yaml, and whether the port speaks TLS",
                    e);
        }
        if (has(cause, UnknownHostException.class) || has(cause, UnresolvedAddressException.class)) {
            return failure(Kind.UNREACHABLE, query, "the host " + node.host() + " is not known", e);
        }
        if (has(cause, ConnectException.class) || has(cause, NoRouteToHostException.class)) {
            return failure(
                    Kind.UNREACHABLE,
                    query,
                    "no connection to " + node.host() + ":" + node.port() + " (" + rootOf(cause)
                            + "); does the server run, and is this its gRPC port?",
                    e);
        }
        return failure(
                Kind.CONNECTION_LOST,
                query,
                "the connection was lost while the statement ran (" + reason(cause, status) + ")",
                e);
    }

    QueryException closed(Query query) {
        return failure(
                Kind.UNREACHABLE, query, "the connection was closed by amig before the statement was sent", null);
    }

    private QueryException failure(Kind kind, Query query, String message, Throwable cause) {
        return new QueryException(kind, node, query.queryId(), 0, "", message, cause);
    }

    /** TLS spoken to a plain port: what comes back is no TLS record. */
    private static boolean isTlsMismatch(Status status) {
        return String.valueOf(status.getDescription()).contains("not an SSL/TLS record");
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable cause, Status status) {
        return cause == null ? String.valueOf(status.getDescription()) : rootOf(cause);
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
