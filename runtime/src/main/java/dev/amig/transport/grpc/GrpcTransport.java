package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.ClickHouseGrpc.ClickHouseBlockingStub;
import dev.amig.cluster.Node;
import dev.amig.transport.ConnectionErrors;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.QueryKiller;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportOptions;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * ClickHouse's own gRPC protocol on the plain stubs: one channel for a node, every statement as {@code ExecuteQueryWithStreamOutput},
 * which is the only call that tells progress and does not leave a read open behind itself (GRPC.md, part C).
 */
public final class GrpcTransport implements Transport {
    /** How much longer than the server's own limit this side waits. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Node node;
    private final QueryMessages messages;
    private final ConnectionErrors errors;
    private final GrpcConnection connection;
    private final QueryKiller killer;

    public GrpcTransport(Node node, TransportOptions options) {
        this.node = node;
        this.messages = new QueryMessages(options);
        this.errors = new ConnectionErrors(node, options, "gRPC");
        this.connection = new GrpcConnection(node, options);
        this.killer = new QueryKiller(node, query -> send(channel(query), query, ProgressListener.NONE));
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        ManagedChannel channel = channel(query);
        try {
            return send(channel, query, progress);
        } catch (QueryException e) {
            if (e.kind() == Kind.TIMEOUT && !killer.killAfterTimeout(query.queryId())) {
                // Perhaps it is the connection that is dead, and not the node.
                connection.forget(channel);
            }
            throw e;
        }
    }

    private ManagedChannel channel(Query query) throws QueryException {
        try {
            return connection.channel().orElseThrow(() -> errors.closed(query));
        } catch (IOException e) {
            throw errors.badAuthority(query, e);
        }
    }

    private Result send(ManagedChannel channel, Query query, ProgressListener progress) throws QueryException {
        ResultReader reader = new ResultReader(node, query, progress, errors);
        SentWatch watch = new SentWatch();
        // Whatever goes wrong on this side, the call does not stay open behind it.
        Context.CancellableContext call = Context.current().withCancellation();
        Context before = call.attach();
        try {
            stub(channel, query, watch)
                    .executeQueryWithStreamOutput(messages.of(query))
                    .forEachRemaining(reader::accept);
        } catch (StatusRuntimeException e) {
            if (!watch.isSent()) {
                boolean wasGivenUp = channel.isShutdown();
                connection.forget(channel);
                if (wasGivenUp) {
                    // By another call, before this one began: what is wrong there is still to be found out.
                    return send(channel(query), query, progress);
                }
            }
            if (!reader.isFailed()) {
                throw new GrpcErrors(errors).of(e, query, watch.isSent());
            }
        } finally {
            call.detachAndCancel(before, null);
        }
        return reader.finish();
    }

    private static ClickHouseBlockingStub stub(ManagedChannel channel, Query query, SentWatch watch) {
        ClickHouseBlockingStub stub = ClickHouseGrpc.newBlockingStub(channel).withInterceptors(watch);
        return query.timeout()
                .map(timeout -> stub.withDeadlineAfter(timeout.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS))
                .orElse(stub);
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        return killer.kill(queryId);
    }

    @Override
    public void close() {
        connection.close();
    }
}
