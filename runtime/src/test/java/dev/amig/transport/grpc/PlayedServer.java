package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Speaks the protocol over a real socket and answers as told: for what no real server can be made to do. */
final class PlayedServer extends ClickHouseGrpc.ClickHouseImplBase implements AutoCloseable {
    private final Server server;
    private final Consumer<StreamObserver<Result>> answer;
    private final List<QueryInfo> asked = new CopyOnWriteArrayList<>();

    private PlayedServer(int port, Consumer<StreamObserver<Result>> answer) throws IOException {
        this.answer = answer;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .addService(this)
                .build()
                .start();
    }

    static PlayedServer answering(Consumer<StreamObserver<Result>> answer) throws IOException {
        return new PlayedServer(0, answer);
    }

    /** These messages, and a good end. */
    static PlayedServer answering(Result... messages) throws IOException {
        return answering(out -> {
            List.of(messages).forEach(out::onNext);
            out.onCompleted();
        });
    }

    static PlayedServer at(int port, Result... messages) throws IOException {
        return new PlayedServer(port, out -> {
            List.of(messages).forEach(out::onNext);
            out.onCompleted();
        });
    }

    @Override
    public void executeQueryWithStreamOutput(QueryInfo query, StreamObserver<Result> out) {
        asked.add(query);
        answer.accept(out);
    }

    /** Every call that has arrived. */
    List<QueryInfo> asked() {
        return List.copyOf(asked);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
