package dev.amig.copy;

import dev.amig.cluster.Node;
import java.util.List;
import java.util.OptionalInt;

/** One node as somebody sees it who only reads what a copy has come to. */
public interface CopyReader {
    Node node();

    /**
     * The rows of a query that changes nothing.
     *
     * @throws CopyException with the server's own words, or because the asking was stopped
     */
    List<List<Object>> ask(String sql) throws CopyException, InterruptedException;

    /** What the node is doing, for those who watch. */
    void phrase(String phrase);

    /** That the next long question may take; empty: as many as the server gives it. */
    default OptionalInt threads() {
        return OptionalInt.empty();
    }
}
