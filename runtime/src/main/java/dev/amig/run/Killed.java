package dev.amig.run;

import dev.amig.journal.AttemptRecord;
import dev.amig.journal.Outcome;
import dev.amig.transport.QueryId.Direction;
import java.util.Set;

/**
 * What a killed statement leaves: it is gone, and nobody knows what it had done by then. An {@code INSERT} keeps the blocks that were
 * written; ClickHouse 26.7 answers a killed {@code CREATE}, {@code ALTER} or {@code TRUNCATE} with error 394 after it has done it.
 */
final class Killed {
    /** To be done once more takes them back, and to be undone without having been done does them. */
    private static final Set<String> EXCHANGES = Set.of("EXCHANGE", "RENAME");

    private Killed() {}

    /** Whether only a person can say if it may be sent again; a transaction of PostgreSQL that was killed has left nothing. */
    static boolean leavesDoubt(AttemptRecord attempt) {
        return attempt.outcome().filter(Outcome.Cancelled.class::isInstance).isPresent()
                && attempt.queryId().direction() == Direction.FORWARD
                && !attempt.queryId().node().startsWith("postgres")
                && !StatementKind.of(attempt.attempt().sql()).isRepeatable();
    }

    static Outcome.Unknown doubt(Outcome cancelled) {
        String message = ((Outcome.Cancelled) cancelled).message();
        return new Outcome.Unknown(
                "it was killed, and nobody knows what it had done by then (%s); look at what it should have changed"
                        .formatted(message));
    }

    /** Other statements are undone by what tolerates that they were never done, so that they were killed is enough to know. */
    static Outcome exchange(String sql, Outcome outcome) {
        return outcome instanceof Outcome.Cancelled && EXCHANGES.contains(StatementKind.firstWord(sql))
                ? doubt(outcome)
                : outcome;
    }
}
