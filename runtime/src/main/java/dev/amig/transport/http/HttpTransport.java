package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import dev.amig.cluster.Node;
import dev.amig.transport.ConnectionErrors;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.ProgressTeller;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.QueryKiller;
import dev.amig.transport.Result;
import dev.amig.transport.ServerErrors;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP by the client inside {@code clickhouse-jdbc}. Not through {@code java.sql}: the driver parses and rewrites statements and has types of its
 * own, and here the server must get the author's bytes, and rows must be the same as over gRPC. Nothing in it may send twice.
 */
public final class HttpTransport implements Transport {
    /** How much longer than the server's own limit this side waits. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final int UNKNOWN_SETTING = 115;

    private final Node node;
    private final TransportOptions options;
    private final ConnectionErrors errors;
    private final QueryKiller killer;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpTransport::thread);
    private Client client;
    private boolean closed;

    public HttpTransport(Node node, TransportOptions options) {
        this.node = node;
        this.options = options;
        this.errors = new ConnectionErrors(node, options, "HTTP");
        this.killer = new QueryKiller(node, query -> send(query, ProgressListener.NONE));
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        try {
            return send(query, progress);
        } catch (QueryException e) {
            if (e.kind() == Kind.TIMEOUT) {
                killer.killAfterTimeout(query.queryId());
            }
            throw e;
        }
    }

    private Result send(Query query, ProgressListener listener) throws QueryException {
        Optional<String> misleading = HttpSettings.misleading(query);
        if (misleading.isPresent()) {
            String message = "Unknown setting '" + misleading.get() + "'";
            throw ServerErrors.of(node, query.queryId(), UNKNOWN_SETTING, message, null);
        }
        Client http = client(query);
        ProgressTeller progress = new ProgressTeller(listener);
        ProcessPoller poller = ProcessPoller.start(http, query.queryId(), progress);
        try {
            Result result = await(new HttpCall(http, query), query);
            poller.stop();
            progress.tell(result.counters());
            return result;
        } finally {
            poller.stop();
        }
    }

    private Result await(HttpCall call, Query query) throws QueryException {
        try {
            CompletableFuture<Result> answer = call.start(threads);
            return query.timeout().isEmpty()
                    ? answer.get()
                    : answer.get(query.timeout().get().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.abandon();
            throw errors.timeout(query, e);
        } catch (ExecutionException e) {
            throw new HttpErrors(node, options.tls().isPresent(), errors).of(e.getCause(), query);
        } catch (RejectedExecutionException e) {
            throw errors.closed(query);
        } catch (InterruptedException e) {
            call.abandon();
            Thread.currentThread().interrupt();
            throw errors.interrupted(query, e);
        }
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        return killer.kill(queryId);
    }

    private synchronized Client client(Query query) throws QueryException {
        if (closed) {
            throw errors.closed(query);
        }
        try {
            if (client == null) {
                client = HttpClients.open(node, options, threads);
            }
        } catch (IOException e) {
            throw errors.badAuthority(query, e);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Optional.ofNullable(client).ifPresent(Client::close);
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "amig-http");
        thread.setDaemon(true);
        return thread;
    }
}
