package dev.amig.transport;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException.Kind;

/** Everything that can be wrong between amig and a node, in the same words whatever the protocol. */
public final class ConnectionErrors {
    private final Node node;
    private final TransportOptions options;
    private final String protocol;

    /** @param protocol as people write it: gRPC, HTTP */
    public ConnectionErrors(Node node, TransportOptions options, String protocol) {
        this.node = node;
        this.options = options;
        this.protocol = protocol;
    }

    public QueryException unknownHost(Query query, Throwable cause) {
        return failure(Kind.UNREACHABLE, query, "the host " + node.host() + " is not known", cause);
    }

    public QueryException refused(Query query, String reason, Throwable cause) {
        return failure(
                Kind.UNREACHABLE,
                query,
                "no connection to " + address() + " (" + reason + "); does the server run, and is this its " + protocol
                        + " port?",
                cause);
    }

    /** Somebody listens, but does not speak the protocol, so he has understood nothing. */
    public QueryException stranger(Query query, String reason, Throwable cause) {
        if (options.tls().isPresent()) {
            return insecure(query, reason, cause);
        }
        return failure(
                Kind.UNREACHABLE,
                query,
                address() + " does not speak ClickHouse's " + protocol + " (" + reason + "); is this the node's "
                        + protocol + " port, and without TLS?",
                cause);
    }

    /** The port has answered in TLS what was said without. */
    public QueryException needsTls(Query query, Throwable cause) {
        return failure(
                Kind.TLS,
                query,
                address() + " speaks TLS and amig was told not to; set tls of the cluster in amig.yaml",
                cause);
    }

    public QueryException insecure(Query query, String reason, Throwable cause) {
        return failure(
                Kind.TLS,
                query,
                "no secure connection: " + reason
                        + "; check tls of the cluster in amig.yaml, and whether the port speaks TLS",
                cause);
    }

    public QueryException badAuthority(Query query, Throwable cause) {
        return failure(Kind.TLS, query, cause.getMessage() + "; check tls of the cluster in amig.yaml", cause);
    }

    public QueryException timeout(Query query, Throwable cause) {
        String limit = query.timeout()
                .map(timeout -> timeout.toMillis() / 1000.0 + " s")
                .orElse("its limit");
        return failure(Kind.TIMEOUT, query, "no answer within " + limit, cause);
    }

    public QueryException lost(Query query, String reason, Throwable cause) {
        return failure(
                Kind.CONNECTION_LOST, query, "the connection was lost while the statement ran (" + reason + ")", cause);
    }

    public QueryException unreadable(Query query, Throwable cause) {
        return failure(Kind.CONNECTION_LOST, query, "the server's output cannot be read: " + cause.getMessage(), cause);
    }

    public QueryException interrupted(Query query, Throwable cause) {
        return failure(Kind.CONNECTION_LOST, query, "waiting for the answer was interrupted", cause);
    }

    public QueryException closed(Query query) {
        return failure(
                Kind.UNREACHABLE, query, "the connection was closed by amig before the statement was sent", null);
    }

    public QueryException failure(Kind kind, Query query, String message, Throwable cause) {
        return new QueryException(kind, node, query.queryId(), 0, "", message, cause);
    }

    private String address() {
        return node.host() + ":" + node.port();
    }
}
