package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.enums.Protocol;
import com.clickhouse.client.api.enums.SSLMode;
import dev.amig.cluster.Node;
import dev.amig.transport.Authorities;
import dev.amig.transport.TransportOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Clients that send once, wait as long as it takes, and keep the statement's bytes. */
final class HttpClients {
    /** As many statements at once as a node can be asked to run. */
    private static final String CONNECTIONS = "200";

    private HttpClients() {}

    /** @throws IOException when the certificate file is of no use */
    static Client open(Node node, TransportOptions options, ExecutorService threads) throws IOException {
        Client.Builder builder = new Client.Builder()
                .addEndpoint(
                        Protocol.HTTP, node.host(), node.port(), options.tls().isPresent())
                .setUsername(options.user().isEmpty() ? "default" : options.user())
                .setPassword(options.password().reveal())
                .setConnectTimeout(options.connectTimeout().toMillis(), ChronoUnit.MILLIS)
                // 0: a statement may be silent for hours.
                .setSocketTimeout(0)
                .setExecutionTimeout(0, ChronoUnit.MILLIS)
                // So that a firewall on the way keeps the silent connection, and a dead server is noticed.
                .setSocketKeepAlive(true)
                .setMaxRetries(0)
                .retryOnFailures(ClientFaultCause.None)
                // A pooled connection that the server has closed meanwhile fails like a lost one, and nobody could tell
                // whether the statement had arrived.
                .setKeepAliveTimeout(1, ChronoUnit.MILLIS)
                .compressServerResponse(false)
                .compressClientRequest(false)
                .setOption("max_open_connections", CONNECTIONS)
                .setClientName("amig")
                .useAsyncRequests(true)
                .setSharedOperationExecutor(threads);
        if (options.tls().isPresent()) {
            builder.setSSLMode(SSLMode.STRICT)
                    .setSSLContext(context(options.tls().get()));
        }
        return builder.build();
    }

    private static SSLContext context(TransportOptions.Tls tls) throws IOException {
        TrustManager[] trust = Authorities.of(tls).getTrustManagers();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS: " + e.getMessage(), e);
        }
    }
}
