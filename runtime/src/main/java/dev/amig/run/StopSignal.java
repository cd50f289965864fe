package dev.amig.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Asks a run to stop, from any thread. The first reason given is the one that is told. */
public final class StopSignal {
    private final AtomicReference<String> reason = new AtomicReference<>();
    private volatile boolean failure;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public void request(String why) {
        if (reason.compareAndSet(null, why)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Not a person's wish: something has gone wrong, and the run ends as one that failed. */
    void fail(String why) {
        failure = failure || !isRequested();
        request(why);
    }

    boolean isFailure() {
        return failure;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    public boolean isRequested() {
        return reason.get() != null;
    }

    /** Runs when the stop is requested; at once if it has been. */
    void onRequest(Runnable listener) {
        listeners.add(listener);
        if (isRequested()) {
            listener.run();
        }
    }
}
