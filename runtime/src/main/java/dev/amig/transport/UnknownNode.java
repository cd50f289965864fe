package dev.amig.transport;

import dev.amig.cluster.Node;

/** The way to a node that nobody has told the way to: every call fails with the reason. */
public final class UnknownNode implements Transport {
    private final Node node;
    private final String reason;

    public UnknownNode(Node node, String reason) {
        this.node = node;
        this.reason = reason;
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        throw failure(query.queryId());
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        throw failure(queryId);
    }

    private QueryException failure(String queryId) {
        return new QueryException(QueryException.Kind.UNREACHABLE, node, queryId, 0, "", reason, null);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
