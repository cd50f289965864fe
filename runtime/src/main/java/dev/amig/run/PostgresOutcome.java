package dev.amig.run;

import dev.amig.journal.Outcome;
import dev.amig.language.sql.Literals;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.Transport;
import dev.amig.transport.postgres.PostgresTransport;
import dev.amig.verify.Truth;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How a transaction ended whose answer never came. There is no third way: either its query id stands in
 * {@code amig_steps.done}, or nothing of it is left.
 */
final class PostgresOutcome {
    private final Transport transport;
    private final QueryId queryId;
    private final String journalId;

    PostgresOutcome(Transport transport, QueryId queryId, String journalId) {
        this.transport = transport;
        this.queryId = queryId;
        this.journalId = journalId;
    }

    /** @return empty while it still runs */
    Optional<Outcome> look() throws QueryException {
        if (isTrue("SELECT count(*) > 0 FROM pg_stat_activity WHERE state <> 'idle' AND application_name = "
                + Literals.quote(PostgresTransport.applicationName(queryId.toString())))) {
            return Optional.empty();
        }
        boolean done = isTrue("SELECT to_regclass('amig_steps.done') IS NOT NULL")
                && isTrue("SELECT count(*) > 0 FROM amig_steps.done WHERE query_id = "
                        + Literals.quote(queryId.toString()) + " AND comment::jsonb ->> 'journal' = "
                        + Literals.quote(journalId));
        return Optional.of(
                done
                        ? new Outcome.Applied(Counters.ZERO, Duration.ZERO)
                        : new Outcome.Failed(0, "the transaction was not committed; nothing of it is left"));
    }

    private boolean isTrue(String sql) throws QueryException {
        Query query = Query.of(sql, "amig-lookup-" + UUID.randomUUID()).withTimeout(Duration.ofSeconds(30));
        return Truth.of(
                transport.execute(query, ProgressListener.NONE).rows().get(0).get(0));
    }
}
