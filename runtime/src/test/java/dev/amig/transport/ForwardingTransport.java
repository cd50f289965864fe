package dev.amig.transport;

/** Passes everything on; what differs is said by whoever extends it. */
public abstract class ForwardingTransport implements Transport {
    protected final Transport real;

    protected ForwardingTransport(Transport real) {
        this.real = real;
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        return real.execute(query, progress);
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        return real.cancel(queryId);
    }

    @Override
    public void close() {
        real.close();
    }
}
