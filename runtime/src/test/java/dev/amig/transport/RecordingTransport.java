package dev.amig.transport;

import dev.amig.cluster.Node;

/**
 * Writes down what is sent to a node, and misbehaves where its {@link Recording} says so. In front of a real transport the work
 * is real; {@link Recording#open} alone has nothing behind it and answers every statement with no rows.
 */
public final class RecordingTransport implements Transport {
    private final Node node;
    private final Recording recording;
    private final Transport behind;

    RecordingTransport(Node node, Recording recording, Transport behind) {
        this.node = node;
        this.recording = recording;
        this.behind = behind;
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        return recording.sent(node, query).play(node, query, () -> {
            Result result = behind.execute(query, progress);
            recording.done(node, query);
            return result;
        });
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        boolean wasHanging = recording.cancelled(node, queryId);
        return behind.cancel(queryId) || wasHanging;
    }

    @Override
    public void close() {
        behind.close();
    }
}
