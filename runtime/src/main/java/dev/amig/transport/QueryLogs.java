package dev.amig.transport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How one asks {@code system.query_log} of a server without making it work more than it must. */
public final class QueryLogs {
    /** Between the dates of a server's time zone and of UTC, and between the clocks of two machines. */
    private static final Duration DIFFERENCE = Duration.ofDays(1);

    private static final int BAD_ARGUMENTS = 36;
    private static final int SYNTAX_ERROR = 62;

    private QueryLogs() {}

    /** Has a server do a statement. */
    public interface Sending {
        void send(String sql) throws QueryException;
    }

    /**
     * Has a server write out what it has logged of queries. The others of its logs (traces, metrics) may hold much more; servers
     * know of single ones since ClickHouse's pull request 76132 of February 2025, and refuse one that is not configured.
     */
    public static void flush(Sending server) throws QueryException {
        try {
            server.send("SYSTEM FLUSH LOGS query_log");
        } catch (QueryException e) {
            if (e.code() != SYNTAX_ERROR && e.code() != BAD_ARGUMENTS) {
                throw e;
            }
            server.send("SYSTEM FLUSH LOGS");
        }
    }

    /**
     * A condition that keeps a server from reading months of its log, which is ordered by date and has no index of query ids.
     *
     * @param earliest by the clock of this machine or of the journal
     */
    public static String notBefore(Instant earliest) {
        return "event_date >= '" + LocalDate.ofInstant(earliest.minus(DIFFERENCE), ZoneOffset.UTC) + "'";
    }
}
