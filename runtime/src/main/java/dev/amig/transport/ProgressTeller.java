package dev.amig.transport;

/** Keeps the promises that {@link ProgressListener} makes, whatever order counters come in and whatever the listener does. */
public final class ProgressTeller {
    private final ProgressListener listener;
    private Counters told = Counters.ZERO;
    private boolean broken;

    public ProgressTeller(ProgressListener listener) {
        this.listener = listener;
    }

    public boolean isHeard() {
        return listener != ProgressListener.NONE;
    }

    public synchronized void tell(Counters counters) {
        if (broken) {
            return;
        }
        told = told.atLeast(counters);
        try {
            listener.progress(told);
        } catch (RuntimeException e) {
            broken = true;
        }
    }
}
