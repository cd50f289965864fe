package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.enums.Protocol;
import com.clickhouse.client.api.enums.SSLMode;
import dev.amig.cluster.Node;
import dev.amig.transport.TransportOptions;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;

/** Clients that send once, wait as long as it takes, and keep the statement's bytes. */
final class HttpClients {
    /** As many statements at once as a node can be asked to run. */
    private static final String CONNECTIONS = "200";

    private HttpClients() {}

    static Client open(Node node, TransportOptions options, ExecutorService threads) {
        Client.Builder builder = new Client.Builder()
                .addEndpoint(
                        Protocol.HTTP, node.host(), node.port(), options.tls().isPresent())
                .setUsername(options.user().isEmpty() ? "default" : options.user())
                .setPassword(options.password().reveal())
                .setConnectTimeout(options.connectTimeout().toMillis(), ChronoUnit.MILLIS)
                // 0: a statement may be silent for hours.
                .setSocketTimeout(0)
                .setExecutionTimeout(0, ChronoUnit.MILLIS)
                .setMaxRetries(0)
                .retryOnFailures(ClientFaultCause.None)
                // A pooled connection that the server has closed in the meantime fails like a lost one, and nobody
                // could tell
                // whether the statement had arrived.
                .setKeepAliveTimeout(1, ChronoUnit.MILLIS)
                .compressServerResponse(false)
                .compressClientRequest(false)
                .setOption("max_open_connections", CONNECTIONS)
                .setClientName("amig")
                .useAsyncRequests(true)
                .setSharedOperationExecutor(threads);
        options.tls().ifPresent(tls -> {
            builder.setSSLMode(SSLMode.STRICT);
            tls.authority().ifPresent(file -> builder.setRootCertificate(file.toString()));
        });
        return builder.build();
    }
}
