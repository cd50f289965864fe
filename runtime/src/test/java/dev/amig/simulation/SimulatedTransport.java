package dev.amig.simulation;

import dev.amig.cluster.Node;
import dev.amig.transport.Counters;
import dev.amig.transport.ProgressListener;
import dev.amig.transport.Query;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryException.Kind;
import dev.amig.transport.QueryId;
import dev.amig.transport.Result;
import dev.amig.transport.Transport;
import java.time.Duration;
import java.util.List;

/** One runner's connection to a simulated node, with the misfortunes of that runner. */
final class SimulatedTransport implements Transport {
    private static final Duration AWAY = Duration.ofSeconds(20);

    private final SimulatedNode server;
    private final Misfortunes misfortunes;
    private final NodeAnswers answers;

    SimulatedTransport(SimulatedNode server, Misfortunes misfortunes) {
        this.server = server;
        this.misfortunes = misfortunes;
        this.answers = new NodeAnswers(server);
    }

    @Override
    public Result execute(Query query, ProgressListener progress) throws QueryException {
        misfortunes.mustLive();
        server.mustAnswer(query.queryId());
        if (QueryId.parse(query.queryId()).isEmpty()) {
            return answers.to(query.sql());
        }
        misfortunes.arriving(query.queryId());
        return suffer(misfortunes.next(server.node()), query);
    }

    private Result suffer(Fault fault, Query query) throws QueryException {
        String id = query.queryId();
        switch (fault) {
            case CRASH_BEFORE -> misfortunes.crash();
            case UNREACHABLE -> throw error(Kind.UNREACHABLE, id, 0, "connection refused");
            case LOST_BEFORE -> throw lost(id);
            default -> server.begin(id, query.sql());
        }
        switch (fault) {
            case REFUSED -> throw failed(id, 57, false);
            case FAILED_HALFWAY -> throw failed(id, 57, true);
            case TRANSIENT -> throw failed(id, 252, false);
            case STOP -> misfortunes.stop();
            case UNHEALTHY -> misfortunes.unhealthy();
            case LOST_WHILE_RUNNING -> {
                server.leaveRunning(id);
                throw lost(id);
            }
            case CRASH_WHILE_RUNNING -> {
                server.leaveRunning(id);
                misfortunes.crash();
            }
            default -> server.endWell(id);
        }
        switch (fault) {
            case LOST_AFTER -> throw lost(id);
            case LOST_WITH_LOG -> {
                server.forgetLog(id);
                throw lost(id);
            }
            case LOST_AND_AWAY -> {
                server.goAway(AWAY);
                throw lost(id);
            }
            case CRASH_AFTER -> misfortunes.crash();
            default -> {
                return end(query);
            }
        }
        throw new IllegalStateException(fault + " has no end");
    }

    private Result end(Query query) throws QueryException {
        if (server.isRunning(query.queryId())) {
            server.endWell(query.queryId());
        }
        if (server.logged(query.queryId()).code() != 0) {
            throw error(Kind.CANCELLED, query.queryId(), 394, "Query was cancelled");
        }
        return new Result(List.of(), List.of(), false, new Counters(1, 1, 0, 1, 1), Duration.ofMillis(1));
    }

    private QueryException failed(String queryId, int code, boolean halfway) {
        server.endBadly(queryId, code, "as the test wants it", halfway);
        return error(Kind.SERVER, queryId, code, "as the test wants it");
    }

    private QueryException lost(String queryId) {
        return error(Kind.CONNECTION_LOST, queryId, 0, "the connection broke");
    }

    private QueryException error(Kind kind, String queryId, int code, String message) {
        Node node = server.node();
        return new QueryException(kind, node, queryId, code, "", message, null);
    }

    @Override
    public boolean cancel(String queryId) throws QueryException {
        misfortunes.mustLive();
        server.mustAnswer(queryId);
        return server.kill(queryId);
    }

    @Override
    public void close() {
        // What runs on the server goes on there.
    }
}
