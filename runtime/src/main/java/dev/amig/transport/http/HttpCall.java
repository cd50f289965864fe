package dev.amig.transport.http;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.data.ClickHouseFormat;
import dev.amig.transport.Counters;
import dev.amig.transport.Query;
import dev.amig.transport.Result;
import dev.amig.transport.RowDecoder;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One statement on its way: sent, answered, read to the end, by a thread that is not the caller's, who may have waited long enough. */
final class HttpCall {
    private static final int READ_BYTES = 64 * 1024;

    private final Client client;
    private final Query query;
    private final long started = System.nanoTime();
    private volatile QueryResponse response;

    HttpCall(Client client, Query query) {
        this.client = client;
        this.query = query;
    }

    /** @throws RejectedExecutionException when it was not sent, because the client is closed */
    CompletableFuture<Result> start(Executor threads) {
        CompletableFuture<QueryResponse> sent = client.query(query.sql(), HttpSettings.of(query));
        try {
            return sent.thenApplyAsync(this::read, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Result read(QueryResponse answer) {
        response = answer;
        try (answer) {
            return result(answer);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private Result result(QueryResponse answer) throws Exception {
        String format = Optional.ofNullable(answer.getFormat())
                .map(ClickHouseFormat::name)
                .orElse("");
        RowDecoder decoder = new RowDecoder(query.maxRows(), format);
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream body = answer.getInputStream()) {
            for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
                decoder.accept(buffer, length);
            }
        }
        decoder.finish();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return new Result(decoder.columns(), decoder.rows(), decoder.truncated(), counters(answer), elapsed);
    }

    private static Counters counters(QueryResponse answer) {
        return new Counters(
                answer.getReadRows(),
                answer.getReadBytes(),
                answer.getTotalRowsToRead(),
                answer.getWrittenRows(),
                answer.getWrittenBytes());
    }

    /** Closes the connection. What runs on the server goes on there. */
    void abandon() {
        client.cancelTransportRequest(query.queryId());
        QueryResponse answer = response;
        if (answer != null) {
            try {
                answer.close();
            } catch (Exception e) {
                // It is given up anyway.
                return;
            }
        }
    }
}
