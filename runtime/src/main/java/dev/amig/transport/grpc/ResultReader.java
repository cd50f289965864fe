package dev.amig.transport.grpc;

import com.clickhouse.client.grpc.impl.Exception;
import com.clickhouse.client.grpc.impl.Progress;
import com.clickhouse.client.grpc.impl.Result;
import dev.amig.cluster.Node;
import dev.amig.transport.ConnectionErrors;
import dev.amig.transport.Counters;
import dev.amig.transport.MalformedOutputException;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.ProgressTeller;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.RowDecoder;
import dev.amig.transport.ServerErrors;
import java.time.Duration;

/** Puts the messages of one call together: output cut anywhere, progress as increments, an exception perhaps at the very end. */
final class ResultReader {
    private final Node node;
    private final Query query;
    private final ProgressTeller progress;
    private final ConnectionErrors errors;
    private final long started = System.nanoTime();
    private RowDecoder decoder;
    private Counters counters = Counters.ZERO;
    private boolean answered;
    private boolean cancelled;
    private Exception exception;
    private MalformedOutputException undecodable;

    ResultReader(Node node, Query query, ProgressListener progress, ConnectionErrors errors) {
        this.node = node;
        this.query = query;
        this.progress = new ProgressTeller(progress);
        this.errors = errors;
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
            decode(message.getOutput().toByteArray());
        }
        if (message.hasProgress()) {
            add(message.getProgress());
        }
    }

    private void decode(byte[] output) {
        try {
            decoder.accept(output, output.length);
        } catch (MalformedOutputException e) {
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
        progress.tell(counters);
    }

    /** Whether the server has said why it ends. */
    boolean isFailed() {
        return exception != null;
    }

    dev.amig.transport.Result finish() throws QueryException {
        if (exception != null && exception.getCode() == 0) {
            // Its name is FatalError: the server is about to crash.
            throw errors.lost(query, exception.getDisplayText(), null);
        }
        if (exception != null) {
            throw ServerErrors.of(node, query.queryId(), exception.getCode(), exception.getDisplayText(), null);
        }
        if (cancelled) {
            throw errors.failure(QueryException.Kind.CANCELLED, query, "the query was killed on the server", null);
        }
        if (!answered) {
            throw errors.lost(query, "the server ended the call without an answer", null);
        }
        if (decoder == null) {
            decoder = new RowDecoder(query.maxRows(), "");
        }
        try {
            if (undecodable != null) {
                throw undecodable;
            }
            decoder.finish();
        } catch (MalformedOutputException e) {
            throw errors.unreadable(query, e);
        }
        return new dev.amig.transport.Result(
                decoder.columns(),
                decoder.rows(),
                decoder.truncated(),
                counters,
                Duration.ofNanos(System.nanoTime() - started));
    }
}
