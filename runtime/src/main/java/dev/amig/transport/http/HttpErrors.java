package dev.amig.transport.http;

import com.clickhouse.client.api.ServerException;
import dev.amig.cluster.Node;
import dev.amig.transport.ConnectionErrors;
import dev.amig.transport.MalformedOutputException;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.ServerErrors;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;

/** What the HTTP client throws, in words for people. */
final class HttpErrors {
    private static final String UNKNOWN_FORMAT = "No enum constant com.clickhouse.data.ClickHouseFormat.";

    /** Request Timeout and Client Closed Request: a proxy may say so after it has passed the statement on. */
    private static final Set<Integer> AFTER_PASSING_ON = Set.of(408, 499);

    private final Node node;
    private final boolean tls;
    private final ConnectionErrors errors;

    HttpErrors(Node node, boolean tls, ConnectionErrors errors) {
        this.node = node;
        this.tls = tls;
        this.errors = errors;
    }

    QueryException of(Throwable e, Query query) {
        return answered(e, query)
                .or(() -> notSent(e, query))
                .or(() -> notUnderstood(e, query))
                .or(() -> notHttp(e, query))
                .orElseGet(() -> errors.lost(query, rootOf(e), e));
    }

    /** The server, or somebody in its place, has refused the statement. */
    private Optional<QueryException> answered(Throwable e, Query query) {
        return find(e, ServerException.class).flatMap(server -> {
            if (server.getCode() > 0) {
                return Optional.of(ServerErrors.of(node, query.queryId(), server.getCode(), withoutQueryId(server), e));
            }
            int status = server.getTransportProtocolCode();
            if (status / 100 != 4 || AFTER_PASSING_ON.contains(status)) {
                return Optional.empty();
            }
            String answer = withoutQueryId(server).lines().findFirst().orElse("");
            return Optional.of(errors.stranger(query, "HTTP " + status + ": " + answer, e));
        });
    }

    private Optional<QueryException> notSent(Throwable e, Query query) {
        if (isHandshake(e)) {
            return Optional.of(errors.insecure(query, rootOf(e), e));
        }
        if (has(e, UnknownHostException.class)) {
            return Optional.of(errors.unknownHost(query, e));
        }
        // The client calls a 502 or 503 a failure to connect; but whoever answered had the statement already.
        boolean refused = !rootOf(e).startsWith("Server returned '")
                && (has(e, ConnectException.class) || has(e, NoRouteToHostException.class) || isConnectTimeout(e));
        return refused ? Optional.of(errors.refused(query, rootOf(e), e)) : Optional.empty();
    }

    /** Only the handshake: TLS that breaks later is a lost connection. */
    private static boolean isHandshake(Throwable e) {
        return has(e, SSLHandshakeException.class)
                || has(e, SSLPeerUnverifiedException.class)
                || find(e, SSLException.class)
                        .filter(tls -> String.valueOf(tls.getMessage()).startsWith("Unsupported or unrecognized SSL"))
                        .isPresent();
    }

    /** Of the connect, not of a read: there is no time-out on reads. */
    private static boolean isConnectTimeout(Throwable e) {
        return find(e, SocketTimeoutException.class)
                .map(timeout -> String.valueOf(timeout.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("connect"))
                .orElse(false);
    }

    /** The statement has ended, but nobody here can read what it gave. */
    private Optional<QueryException> notUnderstood(Throwable e, Query query) {
        Optional<MalformedOutputException> malformed = find(e, MalformedOutputException.class);
        if (malformed.isPresent()) {
            return Optional.of(errors.unreadable(query, malformed.get()));
        }
        return find(e, IllegalArgumentException.class)
                .map(unknown -> String.valueOf(unknown.getMessage()))
                .filter(message -> message.startsWith(UNKNOWN_FORMAT))
                .map(message -> errors.unreadable(
                        query,
                        new IllegalArgumentException("ClickHouse's HTTP client does not know the format "
                                + message.substring(UNKNOWN_FORMAT.length()))));
    }

    /** What an https port makes of HTTP: an alert that is no HTTP, or silence, as ClickHouse does. */
    private Optional<QueryException> notHttp(Throwable e, Query query) {
        boolean odd = has(e, ParseException.class) || has(e, NoHttpResponseException.class);
        return odd && !tls && TlsProbe.speaksTls(node) ? Optional.of(errors.needsTls(query, e)) : Optional.empty();
    }

    /** The client adds it, and every message of amig has it already. */
    private static String withoutQueryId(ServerException e) {
        String text = e.getMessage();
        int added = text.lastIndexOf(" (queryId= ");
        return added < 0 ? text : text.substring(0, added);
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return find(e, type).isPresent();
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
