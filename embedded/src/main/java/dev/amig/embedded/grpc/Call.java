package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import com.clickhouse.client.grpc.impl.Result;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One call from its first message to its last Result; runs on a thread of its own. */
final class Call {
    private static final long FOREVER = 0;
    private static final QueryInfo NO_MESSAGE = QueryInfo.getDefaultInstance();

    private final CallType type;
    private final EngineClient engine;
    private final Executor workers;
    private final OutputBudget budget;
    private final ResultStream client;
    private final ClientMessages messages;
    private final Map<String, String> traceHeaders = TraceHeaders.current();

    private Execution execution;
    private boolean stopRequested;

    /** Must be made on the thread gRPC starts the call with. */
    Call(
            CallType type,
            EngineClient engine,
            Executor workers,
            OutputBudget budget,
            ServerCallStreamObserver<Result> observer) {
        this.type = type;
        this.engine = engine;
        this.workers = workers;
        this.budget = budget;
        this.client = new ResultStream(observer, this::clientLeft);
        this.messages = new ClientMessages(type.streamsInput() ? () -> observer.request(1) : () -> {}, this::stop);
    }

    /** Runs a call whose only message is here. */
    void start(QueryInfo message) {
        messages.arrived(message);
        messages.ended();
        workers.execute(this::run);
    }

    /** Runs a call whose messages are still to come. */
    StreamObserver<QueryInfo> start() {
        workers.execute(this::run);
        return new StreamObserver<>() {
            @Override
            public void onNext(QueryInfo message) {
                messages.arrived(message);
            }

            @Override
            public void onError(Throwable failure) {
                messages.ended();
            }

            @Override
            public void onCompleted() {
                messages.ended();
            }
        };
    }

    private void run() {
        try {
            run(InputMessages.takeFirst(messages));
        } catch (EngineGoneException gone) {
            client.fail(Status.UNAVAILABLE.withDescription(gone.getMessage()));
        } catch (InterruptedIOException closing) {
            client.fail(Status.UNAVAILABLE.withDescription("the embedded node is going down"));
        } catch (StatusRuntimeException refused) {
            client.fail(refused.getStatus());
        } catch (OutOfMemoryError tooLarge) {
            client.fail(
                    Status.RESOURCE_EXHAUSTED.withDescription("the embedded node has no memory left for this call"));
        } catch (IOException | RuntimeException unexpected) {
            client.fail(Status.INTERNAL.withDescription(unexpected.toString()).withCause(unexpected));
        }
    }

    private void run(Optional<QueryInfo> first) throws IOException {
        OutputBudget.Share memory = budget.share();
        String queryId = Inquiry.queryId(first.orElse(NO_MESSAGE));
        Results results = new Results(client, type.streamsOutput(), queryId, memory);
        try {
            if (first.isEmpty()) {
                throw new ServerErrorException(ServerError.NETWORK_ERROR, "Failed to read initial QueryInfo");
            }
            Execution started = begin(inquire(first.get(), queryId), results);
            started.run();
            results.finish();
        } catch (StoppedException stopped) {
            results.finishCancelled();
        } catch (ServerErrorException failure) {
            results.fail(failure.error());
        } finally {
            memory.giveBack();
        }
    }

    private Inquiry inquire(QueryInfo first, String queryId) throws IOException {
        MessageRules.checkFirst(first, type.streamsInput());
        CallOptions options = CallOptions.of(first);
        if (options.gzipTransport()) {
            client.compressWithGzip();
        }
        Credentials credentials = Credentials.of(first);
        Statement statement = Statement.of(first.getQuery());
        ExternalTables tables = new ExternalTables();
        QueryInfo firstData = readTables(first, statement, tables);
        return new Inquiry(type, first, firstData, tables, statement, options, credentials, traceHeaders, queryId);
    }

    // Tables are made while the query is analysed, so all of them come before the first data.
    private QueryInfo readTables(QueryInfo first, Statement statement, ExternalTables tables) throws IOException {
        QueryInfo message = first;
        tables.add(message.getExternalTablesList());
        while (message.getInputData().isEmpty() && message.getNextQueryInfo()) {
            Optional<QueryInfo> next = InputMessages.take(messages, FOREVER);
            if (next.isPresent()) {
                message = next.get();
                if (message.getCancel()) {
                    return cancelledBeforeExecution(statement, message);
                }
                MessageRules.checkBeforeData(message);
                tables.add(message.getExternalTablesList());
            }
        }
        return message;
    }

    private static QueryInfo cancelledBeforeExecution(Statement statement, QueryInfo message) {
        if (statement.kind().isStoppable()) {
            throw new StoppedException();
        }
        return message;
    }

    private synchronized Execution begin(Inquiry inquiry, Results results) {
        execution = new Execution(engine, inquiry, messages, results);
        if (stopRequested) {
            execution.stop(workers);
        }
        return execution;
    }

    private synchronized void stop() {
        stopRequested = true;
        if (execution != null) {
            execution.stop(workers);
        }
    }

    // A dead client is noticed only by writing to it, so a plain call runs to its end (GRPC.md, a.9).
    private void clientLeft() {
        if (type.streamsOutput()) {
            stop();
        }
    }
}
