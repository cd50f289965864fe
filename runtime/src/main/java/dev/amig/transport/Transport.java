package dev.amig.transport;

/**
 * One connection-like thing to one node: sends a statement, tells its progress, kills it. Nothing else: retries, look-ups of
 * an outcome, throttling and rollback live above it, once.
 *
 * <p>For whoever writes the next one:
 * <ol>
 *   <li>never repair, split or re-send the caller's statement: one call of {@link #execute} is one statement sent at most once;
 *   <li>{@link #execute} blocks until the server has ended the statement, or the time-out has passed, or the connection is lost;
 *   <li>every failure is a {@link QueryException} with the kind that lets the caller decide whether the outcome is known;
 *   <li>progress carries running totals, at least twice a second while the server reports any;
 *   <li>safe for use by many threads at once;
 *   <li>configuration comes in as arguments: no environment, no system property, no file.
 * </ol>
 */
public interface Transport extends AutoCloseable {
    /**
     * Runs one statement and waits for its end.
     *
     * @throws QueryException with its kind, the node and the query id, always
     */
    Result execute(Query query, ProgressListener progress) throws QueryException;

    /**
     * Kills a query by its id ({@code KILL QUERY … SYNC}) and waits until the node no longer runs it.
     *
     * @return whether such a query was running
     */
    boolean cancel(String queryId) throws QueryException;

    /** Closes connections. Statements that are running on the server go on there. */
    @Override
    void close();
}
