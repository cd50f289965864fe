package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.ClickHouseGrpc;
import com.clickhouse.client.grpc.impl.QueryInfo;
import dev.amig.cluster.Node;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryKiller;
import dev.amig.transport.Result;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * ClickHouse's own gRPC protocol on the plain stubs: one channel for a node, every statement as {@code ExecuteQueryWithStreamOutput},
 * which is the only call that tells progress and does not leave a read open behind itself (GRPC.md, part C).
 */
public final class GrpcTransport implements Transport {
    /** Twice as often as the contract asks for. In microseconds; below 1,000 the server would spin. */
    private static final String INTERACTIVE_DELAY = "250000";

    /** How much longer than the server's own limit this side waits. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Node node;
    private final TransportOptions options;
    private final GrpcErrors errors;
    private final QueryKiller killer = new QueryKiller(this);
    private ManagedChannel channel;
    private boolean closed;

    public GrpcTransport(Node node, TransportOptions options) {
        this.node = node;
        this.options = options;
        this.errors = new GrpcErrors(node);
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        long started = System.nanoTime();
        ResultReader reader = new ResultReader(query, progress, started);
        try {
            ClickHouseGrpc.ClickHouseBlockingStub stub = ClickHouseGrpc.newBlockingStub(channel(query));
            if (query.timeout().isPresent()) {
                long millis = query.timeout().get().plus(SLACK).toMillis();
                stub = stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
            }
            Iterator<com.clickhouse.client.grpc.impl.Result> answers = stub.executeQueryWithStreamOutput(info(query));
            while (answers.hasNext()) {
                reader.accept(answers.next());
            }
        } catch (StatusRuntimeException e) {
            QueryException failure = errors.of(e, query);
            if (failure.kind() == QueryException.Kind.TIMEOUT) {
                killer.killQuietly(query.queryId());
            }
            throw failure;
        }
        return reader.finish(node);
    }

    private QueryInfo info(Query query) {
        QueryInfo.Builder info = QueryInfo.newBuilder()
                .setQuery(query.sql())
                .setQueryId(query.queryId())
                .setOutputFormat(RowDecoder.FORMAT)
                .setUserName(options.user())
                .setPassword(options.password().reveal());
        info.putSettings("interactive_delay", INTERACTIVE_DELAY);
        query.timeout().ifPresent(timeout -> info.putSettings("max_execution_time", seconds(timeout)));
        RowDecoder.settings().forEach(setting -> {
            int equals = setting.indexOf('=');
            info.putSettings(setting.substring(0, equals), setting.substring(equals + 1));
        });
        query.settings().forEach(info::putSettings);
        query.database().ifPresent(info::setDatabase);
        return info.build();
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toMillis() / 1000.0);
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        return killer.kill(queryId);
    }

    private synchronized ManagedChannel channel(Query query) throws QueryException {
        if (closed) {
            throw errors.closed(query);
        }
        if (channel == null) {
            channel = GrpcChannels.open(node, options);
        }
        return channel;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Optional.ofNullable(channel).ifPresent(ManagedChannel::shutdownNow);
    }
}
