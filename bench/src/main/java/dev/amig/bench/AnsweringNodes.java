package dev.amig.bench;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Progress;
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

/** Servers of ClickHouse's gRPC protocol in this process, over real sockets, each with answers of its own. */
final class AnsweringNodes implements AutoCloseable {
    /** ClickHouse's code for what makes no sense to it. */
    private static final int BAD_ARGUMENTS = 36;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Server> servers = new ArrayList<>();

    /** What one server says. */
    interface Answers {
        /** @throws IllegalArgumentException it knows no answer */
        Answer to(String sql);
    }

    /** @param rows that were read; for an INSERT also written */
    record Answer(String output, long rows, long written) {
        static Answer of(String output) {
            return new Answer(output, 0, 0);
        }
    }

    AnsweringNodes(List<? extends Answers> nodes) throws IOException {
        for (Answers answers : nodes) {
            servers.add(NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .channelType(NioServerSocketChannel.class)
                    .bossEventLoopGroup(loop)
                    .workerEventLoopGroup(loop)
                    .directExecutor()
                    .addService(new Service(answers))
                    .build()
                    .start());
        }
    }

    private static final class Service extends ClickHouseGrpc.ClickHouseImplBase {
        private final Answers answers;

        private Service(Answers answers) {
            this.answers = answers;
        }

        @Override
        public void executeQueryWithStreamOutput(QueryInfo query, StreamObserver<Result> out) {
            out.onNext(result(query).setQueryId(query.getQueryId()).build());
            out.onCompleted();
        }

        private Result.Builder result(QueryInfo query) {
            try {
                Answer answer = answers.to(query.getQuery());
                return Result.newBuilder()
                        .setOutputFormat(answer.output().isEmpty() ? "" : RowDecoder.FORMAT)
                        .setOutput(ByteString.copyFromUtf8(answer.output()))
                        .setProgress(
                                Progress.newBuilder().setReadRows(answer.rows()).setWrittenRows(answer.written()));
            } catch (IllegalArgumentException e) {
                return Result.newBuilder()
                        .setException(Exception.newBuilder()
                                .setCode(BAD_ARGUMENTS)
                                .setName("BAD_ARGUMENTS")
                                .setDisplayText(e.getMessage()));
            }
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

    @Override
    public void close() {
        servers.forEach(Server::shutdownNow);
        loop.shutdownGracefully();
    }
}
