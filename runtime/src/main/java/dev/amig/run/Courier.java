package dev.amig.run;

import dev.amig.cluster.Node;
import dev.amig.journal.Outcome;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sends one statement once and tells how it ended, also when its answer was lost: then it is looked up. */
final class Courier {
    private final String journalId;
    private final Connections connections;
    private final ActiveQueries active;
    private final OutcomeLookup lookup;

    Courier(String journalId, Connections connections, ActiveQueries active, OutcomeLookup lookup) {
        this.journalId = journalId;
        this.connections = connections;
        this.active = active;
        this.lookup = lookup;
    }

    /** One statement on its way. */
    record Letter(QueryId queryId, Node node, String sql, Map<String, String> settings, Optional<Duration> timeout) {}

    /** @param errorClass null for a statement that was applied */
    record Sent(Outcome outcome, Optional<Result> result, ErrorClass errorClass) {}

    /** Hears that a statement's end is being looked up, and what came of it. */
    interface LookupListener {
        void lookingUp(QueryId queryId);

        void lookedUp(QueryId queryId, String why, Outcome outcome);
    }

    Sent send(Letter letter, ProgressListener progress, LookupListener listener) throws InterruptedException {
        active.add(letter.queryId(), letter.node(), letter.sql());
        try {
            Result result = connections.to(letter.node()).execute(query(letter), progress);
            return answered(letter, result);
        } catch (QueryException e) {
            return failed(letter, e, progress, listener);
        } finally {
            active.remove(letter.queryId());
        }
    }

    private static Sent answered(Letter letter, Result result) {
        Outcome.Applied applied = new Outcome.Applied(result.counters(), result.elapsed());
        Outcome outcome = ClusterDdl.isOnCluster(letter.sql())
                ? ClusterDdl.answered(result).map(it -> it.outcome(applied)).orElse(applied)
                : applied;
        ErrorClass errorClass = outcome instanceof Outcome.Failed failed ? ErrorClass.ofServer(failed.code()) : null;
        return new Sent(outcome, Optional.of(result), errorClass);
    }

    private Sent failed(Letter letter, QueryException e, ProgressListener progress, LookupListener listener)
            throws InterruptedException {
        ErrorClass errorClass = ErrorClass.of(e.kind(), e.code());
        if (!e.kind().outcomeKnown()) {
            Outcome outcome = lookUp(letter.queryId(), letter.node(), e.getMessage(), progress, listener);
            if (outcome instanceof Outcome.Failed looked) {
                errorClass = ErrorClass.ofServer(looked.code());
            }
            return new Sent(Killed.exchange(letter.sql(), outcome), Optional.empty(), errorClass);
        }
        Outcome outcome = e.kind() == QueryException.Kind.CANCELLED
                ? Killed.exchange(letter.sql(), new Outcome.Cancelled(describe(e)))
                : new Outcome.Failed(e.code(), describe(e));
        return new Sent(outcome, Optional.empty(), errorClass);
    }

    /** @param why the answer was not heard */
    Outcome lookUp(QueryId queryId, Node node, String why, ProgressListener progress, LookupListener listener)
            throws InterruptedException {
        listener.lookingUp(queryId);
        // It may still run, and be waited for: then a stop has to kill it.
        active.add(queryId, node);
        try {
            Outcome outcome = lookup.of(queryId, node, progress);
            if (outcome instanceof Outcome.Unknown) {
                active.neverHeardOf(queryId, node);
            }
            listener.lookedUp(queryId, why, outcome);
            return outcome;
        } finally {
            active.remove(queryId);
        }
    }

    private Query query(Letter letter) {
        Map<String, String> settings = new HashMap<>(letter.settings());
        settings.put("log_comment", LogComment.of(journalId, letter.queryId()));
        Query query = Query.of(letter.sql(), letter.queryId().toString()).withSettings(settings);
        return letter.timeout().map(query::withTimeout).orElse(query);
    }

    /** What a looked-up outcome is called. */
    static String told(Outcome outcome) {
        if (outcome instanceof Outcome.Applied) {
            return "the server has done it";
        }
        if (outcome instanceof Outcome.Failed failed) {
            return "it failed: " + failed.message();
        }
        if (outcome instanceof Outcome.Cancelled) {
            return "it was killed";
        }
        return ((Outcome.Unknown) outcome).evidence();
    }

    static String describe(QueryException e) {
        String code =
                e.code() == 0 ? "" : "error " + e.code() + (e.codeName().isEmpty() ? "" : " " + e.codeName()) + ": ";
        return code + e.getMessage();
    }
}
