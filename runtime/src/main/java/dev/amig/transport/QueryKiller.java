package dev.amig.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Kills queries by their id, with queries of its own on the same transport. */
public final class QueryKiller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Transport transport;

    public QueryKiller(Transport transport) {
        this.transport = transport;
    }

    /** @return whether such a query was running; it is gone when this returns */
    public boolean kill(String queryId) throws QueryException {
        String sql =
                "KILL QUERY WHERE query_id = '" + queryId.replace("\\", "\\\\").replace("'", "\\'") + "' SYNC";
        Result killed = transport.execute(
                Query.of(sql, "amig-kill-" + UUID.randomUUID()).withTimeout(PATIENCE), ProgressListener.NONE);
        return !killed.rows().isEmpty();
    }

    /** After a time-out: whoever called hears of that, and looks up how the query ended. @return what went wrong with the kill */
    public Optional<QueryException> killQuietly(String queryId) {
        try {
            kill(queryId);
            return Optional.empty();
        } catch (QueryException e) {
            return Optional.of(e);
        }
    }
}
