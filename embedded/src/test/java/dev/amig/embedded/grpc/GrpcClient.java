package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.embedded.EmbeddedNode;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The plain stubs, as the tests use them. */
final class GrpcClient implements AutoCloseable {
    // A client that refuses a large message tells each frame of it that comes too late.
    private static final Logger QUIET = Logger.getLogger("io.grpc");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    private final ManagedChannel channel;

    GrpcClient(EmbeddedNode node) {
        this(NettyChannelBuilder.forAddress(node.host(), node.grpcPort())
                .usePlaintext()
                .disableRetry()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .build());
    }

    GrpcClient(ManagedChannel channel) {
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    Result unary(String query) {
        return unary(info -> info.setQuery(query));
    }

    Result unary(UnaryOperator<QueryInfo.Builder> query) {
        return ClickHouseGrpc.newBlockingStub(channel).executeQuery(message(query));
    }

    List<Result> streamed(String query) {
        return streamed(info -> info.setQuery(query));
    }

    List<Result> streamed(UnaryOperator<QueryInfo.Builder> query) {
        List<Result> results = new ArrayList<>();
        ClickHouseGrpc.newBlockingStub(channel)
                .executeQueryWithStreamOutput(message(query))
                .forEachRemaining(results::add);
        return results;
    }

    /** Sends all messages, ends the stream and takes what comes. */
    @SafeVarargs
    final Result streamInput(UnaryOperator<QueryInfo.Builder>... messages) {
        Conversation conversation = converse(false);
        for (UnaryOperator<QueryInfo.Builder> message : messages) {
            conversation.say(message);
        }
        conversation.end();
        return conversation.rest().get(0);
    }

    Conversation converse(boolean streamOutput) {
        return new Conversation(streamOutput);
    }

    static QueryInfo message(UnaryOperator<QueryInfo.Builder> query) {
        return query.apply(QueryInfo.newBuilder()).build();
    }

    /** A call whose messages go one by one in both directions. */
    final class Conversation implements StreamObserver<Result> {
        private static final Object END = new Object();
        private final LinkedBlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        private final StreamObserver<QueryInfo> server;

        private Conversation(boolean streamOutput) {
            ClickHouseGrpc.ClickHouseStub stub = ClickHouseGrpc.newStub(channel);
            server = streamOutput ? stub.executeQueryWithStreamIO(this) : stub.executeQueryWithStreamInput(this);
        }

        void say(UnaryOperator<QueryInfo.Builder> message) {
            server.onNext(message(message));
        }

        void end() {
            server.onCompleted();
        }

        void leave() {
            server.onError(Status.CANCELLED.asRuntimeException());
        }

        Result next() {
            Object next = take();
            if (next instanceof Result) {
                return (Result) next;
            }
            throw new AssertionError("no further Result but " + next);
        }

        List<Result> rest() {
            List<Result> results = new ArrayList<>();
            Object next = take();
            while (next instanceof Result) {
                results.add((Result) next);
                next = take();
            }
            if (next != END) {
                throw new AssertionError("ended with " + next);
            }
            return results;
        }

        private Object take() {
            try {
                Object next = heard.poll(30, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("heard nothing for 30 s");
                }
                return next;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onNext(Result result) {
            heard.add(result);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            heard.add(END);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
