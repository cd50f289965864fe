package dev.amig.gate;

import dev.amig.cluster.Node;
import dev.amig.transport.QueryException;
import java.util.Optional;

/** Whether a node answers, takes changes, and keeps what amig needs to find out how a statement ended whose answer was lost. */
final class Readiness {
    private static final int UNKNOWN_TABLE = 60;
    private static final int ACCESS_DENIED = 497;

    private final Asking asking;

    Readiness(Asking asking) {
        this.asking = asking;
    }

    Optional<String> complaint(Node node) throws QueryException {
        String readonly = setting(node, "readonly");
        if (!readonly.equals("0")) {
            return Optional.of(
                    "%s: amig's user may only read there (readonly = %s in its profile)".formatted(node, readonly));
        }
        if (setting(node, "log_queries").equals("0")) {
            return Optional.of("%s: amig's user leaves no trace in system.query_log (log_queries = 0 in its profile), "
                            .formatted(node)
                    + "so a lost answer could not be looked up");
        }
        try {
            asking.value(node, "SELECT count() FROM system.processes WHERE query_id = ''");
            return queryLog(node);
        } catch (QueryException e) {
            if (e.code() == ACCESS_DENIED) {
                return Optional.of(NodeSurvey.told(e) + "; amig needs it to look up how a statement ended");
            }
            throw e;
        }
    }

    private String setting(Node node, String name) throws QueryException {
        return String.valueOf(asking.value(node, "SELECT value FROM system.settings WHERE name = '" + name + "'"));
    }

    /** The table is made when the first entries are written, which the second question makes sure of. */
    private Optional<String> queryLog(Node node) throws QueryException {
        String question = "SELECT count() FROM system.query_log WHERE event_date = today() AND query_id = ''";
        try {
            asking.value(node, question);
            return Optional.empty();
        } catch (QueryException e) {
            if (e.code() != UNKNOWN_TABLE) {
                throw e;
            }
        }
        try {
            asking.values(node, "SYSTEM FLUSH LOGS");
            asking.value(node, question);
            return Optional.empty();
        } catch (QueryException e) {
            if (e.code() != UNKNOWN_TABLE) {
                throw e;
            }
            return Optional.of(
                    "%s: there is no system.query_log, so a lost answer could not be looked up; configure <query_log>"
                            .formatted(node));
        }
    }
}
