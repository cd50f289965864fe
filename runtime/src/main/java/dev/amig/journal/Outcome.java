package dev.amig.journal;

import dev.amig.transport.Counters;
import java.time.Duration;

/** How one sending of a statement ended. */
public sealed interface Outcome {
    /** The server has done it. */
    record Applied(Counters counters, Duration elapsed) implements Outcome {}

    /**
     * The server has refused or abandoned it; it is not running any more.
     *
     * @param code ClickHouse's error code, 0 when nothing reached a server
     */
    record Failed(int code, String message) implements Outcome {}

    /** Killed on the server. */
    record Cancelled(String message) implements Outcome {}

    /** Neither the process list nor the query log knows it: only a person, or a repeatable statement, can go on. */
    record Unknown(String evidence) implements Outcome {}
}
