package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.QueryKiller;
import dev.amig.transport.Result;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.Transport;
import dev.amig.transport.TransportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP by the client inside {@code clickhouse-jdbc}. Not through {@code java.sql}: the driver parses and rewrites statements and has types of its
 * own, and here the server must get the author's bytes, and rows must be the same as over gRPC. Nothing in it may send twice.
 */
public final class HttpTransport implements Transport {
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final int READ_BYTES = 64 * 1024;

    private final Node node;
    private final TransportOptions options;
    private final HttpErrors errors;
    private final QueryKiller killer = new QueryKiller(this);
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpTransport::thread);
    private Client client;
    private boolean closed;

    public HttpTransport(Node node, TransportOptions options) {
        this.node = node;
        this.options = options;
        this.errors = new HttpErrors(node);
    }

    @Override
    @SuppressWarnings("try") // the response's close() says that it may be interrupted
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        long started = System.nanoTime();
        Client http = client(query);
        ProcessPoller poller = new ProcessPoller(http, query.queryId(), progress).start();
        try (QueryResponse response = await(http.query(query.sql(), settings(query)), query, poller)) {
            poller.close();
            Result result = read(response, query, started);
            progress.progress(result.counters());
            return result;
        } catch (QueryException e) {
            throw e;
        } catch (Exception e) {
            throw errors.of(e, query);
        } finally {
            poller.close();
        }
    }

    private QueryResponse await(CompletableFuture<QueryResponse> answer, Query query, ProcessPoller poller)
            throws QueryException {
        try {
            if (query.timeout().isEmpty()) {
                return answer.get();
            }
            long millis = query.timeout().get().plus(SLACK).toMillis();
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            poller.close();
            killer.killQuietly(query.queryId());
            answer.cancel(true);
            throw errors.timeout(query, e);
        } catch (ExecutionException e) {
            throw errors.of(e.getCause(), query);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(
                    Kind.CONNECTION_LOST, node, query.queryId(), 0, "", "waiting for the answer was interrupted", e);
        }
    }

    private static QuerySettings settings(Query query) {
        QuerySettings settings = new QuerySettings()
                .setQueryId(query.queryId())
                .setFormat(ClickHouseFormat.valueOf(RowDecoder.FORMAT))
                // Errors in the middle of an answer then come as errors, not as a piece of it.
                .waitEndOfQuery(true);
        for (String setting : RowDecoder.settings()) {
            int equals = setting.indexOf('=');
            settings.serverSetting(setting.substring(0, equals), setting.substring(equals + 1));
        }
        query.timeout()
                .ifPresent(timeout ->
                        settings.serverSetting("max_execution_time", String.valueOf(timeout.toMillis() / 1000.0)));
        query.settings().forEach(settings::serverSetting);
        query.database().ifPresent(settings::setDatabase);
        return settings;
    }

    private static Result read(QueryResponse response, Query query, long started) throws IOException {
        String format = Optional.ofNullable(response.getFormat())
                .map(ClickHouseFormat::name)
                .orElse("");
        RowDecoder decoder = new RowDecoder(query.maxRows(), format);
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream body = response.getInputStream()) {
            int length;
            while ((length = body.read(buffer)) >= 0) {
                decoder.accept(buffer, length);
            }
        }
        decoder.finish();
        Counters counters = new Counters(
                response.getReadRows(),
                response.getReadBytes(),
                response.getTotalRowsToRead(),
                response.getWrittenRows(),
                response.getWrittenBytes());
        return new Result(
                decoder.columns(),
                decoder.rows(),
                decoder.truncated(),
                counters,
                Duration.ofNanos(System.nanoTime() - started));
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        return killer.kill(queryId);
    }

    private synchronized Client client(Query query) throws QueryException {
        if (closed) {
            throw errors.closed(query);
        }
        if (client == null) {
            client = HttpClients.open(node, options, threads);
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
