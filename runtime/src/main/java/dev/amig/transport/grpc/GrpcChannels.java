package dev.amig.transport.grpc;

import dev.amig.cluster.Node;
import dev.amig.transport.Authorities;
import dev.amig.transport.TransportOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Channels that suit a server on which an {@code ALTER} may be silent for hours. */
final class GrpcChannels {
    /**
     * A server with gRPC's standard policy takes pings every 5 minutes and ends the connection, and with it the silent call, after two that came sooner (GRPC.md, part C).
     */
    private static final long KEEP_ALIVE_MINUTES = 6;

    private static final int MAX_INBOUND_BYTES = Integer.MAX_VALUE;

    /** Looks host names up for all channels: left to gRPC, a thousand nodes that are first spoken to at once start a thousand threads. */
    private static final Executor NAMES = Executors.newFixedThreadPool(8, task -> {
        Thread thread = new Thread(task, "amig-names");
        thread.setDaemon(true);
        return thread;
    });

    private GrpcChannels() {}

    /** @throws IOException when the certificate file is of no use */
    static ManagedChannel open(Node node, TransportOptions options) throws IOException {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(node.host(), node.port())
                // Retries of the library would send a statement twice.
                .disableRetry()
                .offloadExecutor(NAMES)
                // Otherwise a proxy of the JVM's system properties would be asked to reach the node.
                .proxyDetector(address -> null)
                .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES)
                .keepAliveTimeout(30, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(false)
                .withOption(ChannelOption.SO_KEEPALIVE, true)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .maxInboundMessageSize(MAX_INBOUND_BYTES)
                .userAgent("amig");
        if (options.tls().isEmpty()) {
            return builder.usePlaintext().build();
        }
        return builder.useTransportSecurity()
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(Authorities.of(options.tls().get()))
                        .build())
                .build();
    }
}
