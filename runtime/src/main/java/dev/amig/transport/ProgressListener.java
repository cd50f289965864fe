package dev.amig.transport;

/** Hears of a running statement. Called on a thread of the transport; must return at once. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = counters -> {};

    void progress(Counters counters);
}
