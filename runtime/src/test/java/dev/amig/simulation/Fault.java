package dev.amig.simulation;

/** What can go wrong with one statement that arrives, or should arrive, at a simulated node. */
public enum Fault {
    /** It is done and answered. */
    NONE,
    /** An error that does not pass; nothing was done. */
    REFUSED,
    /** An error that does not pass, after a part was done where the statement is not atomic. */
    FAILED_HALFWAY,
    /** Too many parts: an error that passes; nothing was done. */
    TRANSIENT,
    /** Nobody is there; nothing was sent. */
    UNREACHABLE,
    /** The connection breaks before the server has got it. */
    LOST_BEFORE,
    /** The server does it, and the answer is lost. */
    LOST_AFTER,
    /** The server does it and dies before it can write its query log. */
    LOST_WITH_LOG,
    /** The connection breaks; the server goes on and ends well later. */
    LOST_WHILE_RUNNING,
    /** The connection breaks, and for some seconds the node cannot be reached. */
    LOST_AND_AWAY,
    /** A person stops the run while the statement is being done. */
    STOP,
    /** The health watch stops the run while the statement is being done. */
    UNHEALTHY,
    /** The runner's process ends before the statement leaves it. */
    CRASH_BEFORE,
    /** The runner's process ends while the server does the statement, which it ends well. */
    CRASH_WHILE_RUNNING,
    /** The runner's process ends when the statement is done, before it hears of it. */
    CRASH_AFTER
}
