package dev.amig.transport.http;

import com.clickhouse.client.api.ServerException;
import dev.amig.cluster.Node;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.ServerErrors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What the HTTP client throws, in words for people. */
final class HttpErrors {
    private final Node node;

    HttpErrors(Node node) {
        this.node = node;
    }

    QueryException of(Throwable e, Query query) {
        Optional<ServerException> server = find(e, ServerException.class);
        if (server.isPresent() && server.get().getCode() > 0) {
            return ServerErrors.of(node, query.queryId(), server.get().getCode(), withoutQueryId(server.get()), e);
        }
        if (server.isPresent() && server.get().getTransportProtocolCode() / 100 == 4) {
            return failure(
                    Kind.UNREACHABLE,
                    query,
                    node.host() + ":" + node.port()
                            + " did not take the statement as ClickHouse's HTTP port would: "
                            + withoutQueryId(server.get()).lines().findFirst().orElse(""),
                    e);
        }
        if (find(e, SSLException.class).isPresent()) {
            return failure(
                    Kind.TLS,
                    query,
                    "no secure connection: " + rootOf(e)
                            + "; check tls of the cluster in amig.yaml, and whether the port speaks TLS",
                    e);
        }
        if (find(e, UnknownHostException.class).isPresent()) {
            return failure(Kind.UNREACHABLE, query, "the host " + node.host() + " is not known", e);
        }
        if (rootOf(e).startsWith("Server returned '")) {
            // The client calls a 502 or 503 a failure to connect; but whoever answered had the statement already.
            return failure(
                    Kind.CONNECTION_LOST,
                    query,
                    "the connection was lost while the statement ran (" + rootOf(e) + ")",
                    e);
        }
        boolean refused = find(e, ConnectException.class).isPresent()
                || find(e, NoRouteToHostException.class).isPresent()
                || isConnectTimeout(e);
        if (refused) {
            return failure(
                    Kind.UNREACHABLE,
                    query,
                    "no connection to " + node.host() + ":" + node.port() + " (" + rootOf(e)
                            + "); does the server run, and is this its HTTP port?",
                    e);
        }
        return failure(
                Kind.CONNECTION_LOST, query, "the connection was lost while the statement ran (" + rootOf(e) + ")", e);
    }

    /** The client adds it, and every message of amig has it already. */
    private static String withoutQueryId(ServerException e) {
        String text = e.getMessage();
        int added = text.lastIndexOf(" (queryId= ");
        return added < 0 ? text : text.substring(0, added);
    }

    QueryException timeout(Query query, Throwable e) {
        String limit = query.timeout()
                .map(timeout -> timeout.toMillis() / 1000.0 + " s")
                .orElse("its limit");
        return failure(Kind.TIMEOUT, query, "no answer within " + limit, e);
    }

    QueryException closed(Query query) {
        return failure(
                Kind.UNREACHABLE, query, "the connection was closed by amig before the statement was sent", null);
    }

    /** Of the connect, not of a read: there is no time-out on reads. */
    private static boolean isConnectTimeout(Throwable e) {
        return find(e, SocketTimeoutException.class)
                .map(timeout -> String.valueOf(timeout.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("connect"))
                .orElse(false);
    }

    private QueryException failure(Kind kind, Query query, String message, Throwable cause) {
        return new QueryException(kind, node, query.queryId(), 0, "", message, cause);
    }

    private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
