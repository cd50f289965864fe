package dev.amig.transport;

/**
 * Hears of a running statement: running totals that never go back. Called on a thread of the transport; must return at once. What it throws
 * is dropped, because no statement may suffer from those who watch it.
 */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = counters -> {};

    void progress(Counters counters);
}
