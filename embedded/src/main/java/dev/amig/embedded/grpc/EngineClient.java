package dev.amig.embedded.grpc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The engine behind the endpoint, for the endpoint's own small questions beside a statement. */
final class EngineClient {
    private static final int NEVER_IDLE = 0;

    private final URI address;
    private volatile String timeZone;

    EngineClient(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Sends a statement in the user's name and returns its output as TabSeparated, lines unescaped by nobody. */
    String ask(String sql, Credentials credentials) throws IOException {
        return ask(sql, new EngineRequest(Map.of("wait_end_of_query", "1"), credentials.headers()));
    }

    String ask(String sql, EngineRequest request) throws IOException {
        try (EngineExchange exchange = EngineExchange.open(address, request, NEVER_IDLE, () -> {})) {
            try {
                byte[] body = sql.getBytes(StandardCharsets.UTF_8);
                exchange.send(body, body.length);
                exchange.endBody();
                EngineReply reply = exchange.reply(progress -> {});
                if (reply.isError()) {
                    throw new ServerErrorException(reply.error());
                }
                return reply.text();
            } catch (IOException failure) {
                throw exchange.gone(failure);
            }
        }
    }

    /** The server's time zone; asked for once. */
    String timeZone(Credentials credentials) throws IOException {
        String known = timeZone;
        if (known == null) {
            known = ask("SELECT serverTimezone()", credentials).strip();
            timeZone = known;
        }
        return known;
    }

    /** Counters of a running query; empty if it does not run. */
    Optional<Counters> countersOfRunning(String queryId, Credentials credentials) throws IOException {
        return counters(ask(
                "SELECT read_rows, read_bytes, total_rows_approx, written_rows, written_bytes, 0, 0"
                        + " FROM system.processes WHERE query_id = " + literal(queryId) + " LIMIT 1",
                credentials));
    }

    /** Counters of a query that has ended well; empty if the engine keeps no log of it. */
    Optional<Counters> countersOfFinished(String queryId, Credentials credentials) throws IOException {
        ask("SYSTEM FLUSH LOGS query_log", credentials);
        return counters(ask(
                "SELECT read_rows, read_bytes, 0, written_rows, written_bytes, result_rows, result_bytes"
                        + " FROM system.query_log WHERE type = 'QueryFinish' AND query_id = " + literal(queryId)
                        + " AND event_date >= today() - 1 ORDER BY event_time_microseconds DESC LIMIT 1",
                credentials));
    }

    /** Ends a query and waits until it has ended; false if there is none of that id. */
    boolean kill(String queryId, Credentials credentials) throws IOException {
        return !ask("KILL QUERY WHERE query_id = " + literal(queryId) + " SYNC FORMAT TabSeparated", credentials)
                .isBlank();
    }

    private static Optional<Counters> counters(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        String[] values = line.strip().split("\t");
        long[] numbers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = Long.parseLong(values[i]);
        }
        return Optional.of(
                new Counters(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
