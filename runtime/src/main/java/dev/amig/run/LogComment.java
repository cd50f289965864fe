package dev.amig.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amig.transport.QueryId;
import java.util.Locale;

/** What {@code system.query_log} keeps of where a statement came from, as JSON. */
final class LogComment {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LogComment() {}

    static String of(String journalId, QueryId queryId) {
        ObjectNode comment = JSON.createObjectNode()
                .put("amig", 1)
                .put("journal", journalId)
                .put("run", queryId.run())
                .put("action", queryId.action())
                .put("node", queryId.node())
                .put("direction", queryId.direction().name().toLowerCase(Locale.ROOT))
                .put("statement", queryId.statement())
                .put("attempt", queryId.attempt());
        return comment.toString();
    }

    /** Of a question, which needs no journal: whose it is. */
    static String ofQuestion(String journalId, long run) {
        return JSON.createObjectNode()
                .put("amig", 1)
                .put("journal", journalId)
                .put("run", run)
                .toString();
    }
}
