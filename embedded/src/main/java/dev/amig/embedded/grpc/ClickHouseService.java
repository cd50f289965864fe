package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;

/** The four calls of ClickHouse's protocol. Queries block, so each one gets a thread and leaves gRPC's own ones alone. */
final class ClickHouseService extends ClickHouseGrpc.ClickHouseImplBase {
    private final EngineClient engine;
    private final Executor workers;
    private final OutputBudget budget = OutputBudget.ofThisProcess();

    ClickHouseService(EngineClient engine, Executor workers) {
        this.engine = engine;
        this.workers = workers;
    }

    @Override
    public void executeQuery(QueryInfo message, StreamObserver<Result> client) {
        call(CallType.UNARY, client).start(message);
    }

    @Override
    public void executeQueryWithStreamOutput(QueryInfo message, StreamObserver<Result> client) {
        call(CallType.STREAM_OUTPUT, client).start(message);
    }

    @Override
    public StreamObserver<QueryInfo> executeQueryWithStreamInput(StreamObserver<Result> client) {
        return streamed(CallType.STREAM_INPUT, client);
    }

    @Override
    public StreamObserver<QueryInfo> executeQueryWithStreamIO(StreamObserver<Result> client) {
        return streamed(CallType.STREAM_IO, client);
    }

    private StreamObserver<QueryInfo> streamed(CallType type, StreamObserver<Result> client) {
        ServerCallStreamObserver<Result> observer = (ServerCallStreamObserver<Result>) client;
        observer.disableAutoRequest();
        Call call = call(type, client);
        observer.request(1);
        return call.start();
    }

    private Call call(CallType type, StreamObserver<Result> client) {
        return new Call(type, engine, workers, budget, (ServerCallStreamObserver<Result>) client);
    }
}
