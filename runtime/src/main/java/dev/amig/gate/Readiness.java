package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import dev.amig.transport.QueryLogs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a node answers, takes changes, and keeps what amig needs to find out how a statement ended whose answer was lost. */
final class Readiness {
    private static final int UNKNOWN_TABLE = 60;
    private static final int ACCESS_DENIED = 497;
    private static final int TRIES = 6;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

    /** Of the session; a server takes long to list all its settings. */
    private static final String SETTINGS =
            "SELECT toUInt64(getSetting('readonly')), toUInt64(getSetting('log_queries'))";

    /** Whether it may be read is decided before it is: so there is nothing to read, however long the log is. */
    private static final String PROCESSES = "SELECT query_id FROM system.processes LIMIT 0";

    private static final String QUERY_LOG = "SELECT query_id FROM system.query_log LIMIT 0";

    private final Asking asking;

    Readiness(Asking asking) {
        this.asking = asking;
    }

    Optional<String> complaint(Node node) throws QueryException, InterruptedException {
        try {
            return ofProfile(node, ask(node, SETTINGS + ", (" + PROCESSES + "), (" + QUERY_LOG + ")"));
        } catch (QueryException e) {
            if (e.kind() != QueryException.Kind.SERVER) {
                throw e;
            }
            // Which of them it is that the server does not answer decides on what is to be done.
            return oneByOne(node);
        }
    }

    private Optional<String> oneByOne(Node node) throws QueryException, InterruptedException {
        Optional<String> complaint = ofProfile(node, ask(node, SETTINGS));
        if (complaint.isPresent()) {
            return complaint;
        }
        try {
            asking.rows(node, PROCESSES);
            return queryLog(node);
        } catch (QueryException e) {
            if (e.code() == ACCESS_DENIED) {
                return Optional.of(NodeSurvey.told(e) + "; amig needs it to look up how a statement ended");
            }
            throw e;
        }
    }

    private static Optional<String> ofProfile(Node node, List<Object> settings) {
        String readonly = String.valueOf(settings.get(0));
        if (!readonly.equals("0")) {
            return Optional.of(
                    "%s: amig's user may only read there (readonly = %s in its profile)".formatted(node, readonly));
        }
        if (String.valueOf(settings.get(1)).equals("0")) {
            return Optional.of("%s: amig's user leaves no trace in system.query_log (log_queries = 0 in its profile), "
                            .formatted(node)
                    + "so a lost answer could not be looked up");
        }
        return Optional.empty();
    }

    private List<Object> ask(Node node, String question) throws QueryException {
        return asking.result(node, question).rows().get(0);
    }

    /** The table is made when its first entries are written: a fresh server is told to, and given a moment. */
    private Optional<String> queryLog(Node node) throws QueryException, InterruptedException {
        for (int tried = 1; !hasQueryLog(node); tried++) {
            if (tried == TRIES) {
                return Optional.of(
                        "%s: there is no system.query_log, so a lost answer could not be looked up; configure <query_log>"
                                .formatted(node));
            }
            QueryLogs.flush(sql -> asking.rows(node, sql));
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
        return Optional.empty();
    }

    private boolean hasQueryLog(Node node) throws QueryException {
        try {
            asking.rows(node, QUERY_LOG);
            return true;
        } catch (QueryException e) {
            if (e.code() == UNKNOWN_TABLE) {
                return false;
            }
            throw e;
        }
    }
}
