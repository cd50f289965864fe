package dev.amig.bench;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import com.google.protobuf.ByteString;
import dev.amig.cluster.Node;
import dev.amig.transport.RowDecoder;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Servers of ClickHouse's gRPC protocol in this process that answer whatever they are asked at once, over real sockets. */
final class InstantNodes extends ClickHouseGrpc.ClickHouseImplBase implements AutoCloseable {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Server> servers = new ArrayList<>();
    private final AtomicLong statements = new AtomicLong();

    InstantNodes(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            servers.add(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .channelType(NioServerSocketChannel.class)
                    .bossEventLoopGroup(loop)
                    .workerEventLoopGroup(loop)
                    .directExecutor()
                    .addService(this)
                    .build()
                    .start());
        }
    }

    /** Each a shard of its own. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            nodes.add(new Node(i + 1, 1, "127.0.0.1", servers.get(i).getPort()));
        }
        return nodes;
    }

    /** Of runs, without the questions around them. */
    long statements() {
        return statements.get();
    }

    @Override
    public void executeQueryWithStreamOutput(QueryInfo query, StreamObserver<Result> out) {
        if (query.getQuery().equals("SELECT 1")) {
            statements.incrementAndGet();
        }
        out.onNext(Result.newBuilder()
                .setQueryId(query.getQueryId())
                .setOutputFormat(RowDecoder.FORMAT)
                .setOutput(ByteString.copyFromUtf8(rows(query.getQuery())))
                .build());
        out.onCompleted();
    }

    private static String rows(String sql) {
        if (sql.contains("version()")) {
            return "[\"v\"]\n[\"String\"]\n[\"26.7.2.1\"]\n";
        }
        if (sql.startsWith("SELECT query_id, ")) {
            return "[\"query_id\", \"journal\", \"nameless\"]\n[\"String\", \"String\", \"UInt8\"]\n";
        }
        if (sql.contains("getSetting('readonly')")) {
            return "[\"r\", \"l\"]\n[\"UInt8\", \"UInt8\"]\n[0, 1]\n";
        }
        return "[\"v\"]\n[\"UInt8\"]\n[" + (sql.contains("count") ? 0 : 1) + "]\n";
    }

    @Override
    public void close() {
        servers.forEach(Server::shutdownNow);
        loop.shutdownGracefully();
    }
}
