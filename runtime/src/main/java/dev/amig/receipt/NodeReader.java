package dev.amig.receipt;

import dev.amig.cluster.Node;
import dev.amig.copy.CopyException;
import dev.amig.copy.CopyReader;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.Transport;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A node that is asked directly, without a run.
 *
 * @param phrases hears what is being done
 */
public record NodeReader(Node node, Transport transport, Consumer<String> phrases) implements CopyReader {
    @Override
    public List<List<Object>> ask(String sql) throws CopyException {
        Query query = Query.of(sql, "amig-look-" + UUID.randomUUID()).withMaxRows(Integer.MAX_VALUE);
        try {
            return transport.execute(query, ProgressListener.NONE).rows();
        } catch (QueryException e) {
            throw CopyException.failed(node + ": " + e.getMessage());
        }
    }

    @Override
    public void phrase(String phrase) {
        phrases.accept(phrase);
    }
}
