package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.ServerErrors;
import java.io.IOException;
import java.time.Duration;

/** Puts the messages of one call together: output cut anywhere, progress as increments, an exception perhaps at the very end. */
final class ResultReader {
    private final Query query;
    private final ProgressListener progress;
    private final long started;
    private RowDecoder decoder;
    private Counters counters = Counters.ZERO;
    private boolean answered;
    private boolean cancelled;
    private Exception exception;
    private IOException undecodable;

    /** @param started by {@link System#nanoTime()} */
    ResultReader(Query query, ProgressListener progress, long started) {
        this.query = query;
        this.progress = progress;
        this.started = started;
    }

    void accept(Result message) {
        answered = true;
        cancelled |= message.getCancelled();
        if (message.hasException()) {
            exception = message.getException();
        }
        if (decoder == null
                && (!message.getOutputFormat().isEmpty() || !message.getOutput().isEmpty())) {
            decoder = new RowDecoder(query.maxRows(), message.getOutputFormat());
        }
        if (!message.getOutput().isEmpty() && undecodable == null) {
            decode(message);
        }
        if (message.hasProgress()) {
            add(message.getProgress());
        }
    }

    private void decode(Result message) {
        try {
            decoder.accept(message.getOutput().toByteArray());
        } catch (IOException e) {
            // Read on: an exception of the server may follow that explains the broken output.
            undecodable = e;
        }
    }

    private void add(Progress delta) {
        counters = counters.plus(new Counters(
                delta.getReadRows(),
                delta.getReadBytes(),
                delta.getTotalRowsToRead(),
                delta.getWrittenRows(),
                delta.getWrittenBytes()));
        progress.progress(counters);
    }

    dev.amig.transport.Result finish(Node node) throws QueryException {
        if (exception != null) {
            throw ServerErrors.of(node, query.queryId(), exception.getCode(), exception.getDisplayText(), null);
        }
        if (cancelled) {
            throw failure(node, Kind.CANCELLED, "the query was cancelled", null);
        }
        if (!answered) {
            throw failure(node, Kind.CONNECTION_LOST, "the server ended the call without an answer", null);
        }
        if (decoder == null) {
            decoder = new RowDecoder(query.maxRows(), "");
        }
        try {
            if (undecodable != null) {
                throw undecodable;
            }
            decoder.finish();
        } catch (IOException e) {
            throw failure(node, Kind.CONNECTION_LOST, "the server's output cannot be read: " + e.getMessage(), e);
        }
        return new dev.amig.transport.Result(
                decoder.columns(),
                decoder.rows(),
                decoder.truncated(),
                counters,
                Duration.ofNanos(System.nanoTime() - started));
    }

    private QueryException failure(Node node, Kind kind, String message, Throwable cause) {
        return new QueryException(kind, node, query.queryId(), 0, "", message, cause);
    }
}
