package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.transport.ForwardingTransport;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.util.concurrent.atomic.AtomicInteger;

/** A real transport that breaks the connection of one statement, once for all that share the count. */
final class LosingTransport extends ForwardingTransport {
    private final String sql;
    private final AtomicInteger count;
    private final boolean after;

    /** @param after whether the server has done it by then; otherwise it never got it */
    LosingTransport(Transport real, String sql, AtomicInteger count, boolean after) {
        super(real);
        this.sql = sql;
        this.count = count;
        this.after = after;
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        boolean due = query.sql().contains(sql) && count.compareAndSet(0, 1);
        Result result = due && !after ? null : real.execute(query, progress);
        if (due) {
            throw lost(query);
        }
        return result;
    }

    /** Nobody knows whether it was done. */
    static QueryException lost(Query query) {
        return new QueryException(
                QueryException.Kind.CONNECTION_LOST,
                new Node(1, 1, "lost", 0),
                query.queryId(),
                0,
                "",
                "the connection broke",
                null);
    }
}
