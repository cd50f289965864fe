package dev.amig.run;

import dev.amig.transport.QueryId.Direction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a run to stop, from any thread. The first reason given is the one that is told. A rollback is not stopped by it: half of one
 * would leave a state that nobody has planned; it ends first.
 */
public final class StopSignal {
    /** What shall follow a stop. */
    public enum After {
        /** What was done is undone. */
        ROLLBACK,
        /** What was done stays, and the run can be gone on with. */
        STAY
    }

    private record Wish(String reason, boolean failure, Optional<After> after) {}

    private final AtomicReference<Wish> wish = new AtomicReference<>();
    private final AtomicReference<String> abandoned = new AtomicReference<>();
    private final List<Runnable> onRequest = new CopyOnWriteArrayList<>();
    private final List<Runnable> onAbandon = new CopyOnWriteArrayList<>();
    private volatile boolean rollingBack;

    /** What follows is as the run's options say. */
    public void request(String why) {
        request(new Wish(why, false, Optional.empty()));
    }

    /** @return false when a stop was asked for before; then that one holds */
    public boolean request(String why, After after) {
        return request(new Wish(why, false, Optional.of(after)));
    }

    /** Not a person's wish: something has gone wrong, and the run ends as one that failed. */
    void fail(String why) {
        request(new Wish(why, true, Optional.empty()));
    }

    private boolean request(Wish first) {
        boolean isFirst = wish.compareAndSet(null, first);
        if (isFirst && !rollingBack) {
            onRequest.forEach(Runnable::run);
        }
        return isFirst;
    }

    /** The right to drive the cluster, or the journal, is lost: nothing more may be sent in any direction. */
    void abandon(String why) {
        if (abandoned.compareAndSet(null, why)) {
            onAbandon.forEach(Runnable::run);
        }
    }

    boolean isFailure() {
        return wish.get() != null && wish.get().failure;
    }

    /** What a person wants to follow, when that was said with the stop. */
    Optional<After> after() {
        return Optional.ofNullable(wish.get()).flatMap(Wish::after);
    }

    public Optional<String> reason() {
        return Optional.ofNullable(wish.get()).map(Wish::reason);
    }

    public boolean isRequested() {
        return wish.get() != null;
    }

    boolean isAbandoned() {
        return abandoned.get() != null;
    }

    /** Whether nothing more may be sent that goes this way. */
    boolean stops(Direction direction) {
        return isAbandoned() || isRequested() && direction == Direction.FORWARD;
    }

    /** Whether the run is on its way back, so that a stop changes nothing of it. */
    public boolean isRollingBack() {
        return rollingBack;
    }

    void rollingBack() {
        rollingBack = true;
    }

    /** Runs when the stop is requested; at once if it has been. Must not take long. */
    void onRequest(Runnable listener) {
        onRequest.add(listener);
        if (isRequested() && !rollingBack) {
            listener.run();
        }
    }

    /** Runs when the run is abandoned. Must not take long. */
    void onAbandon(Runnable listener) {
        onAbandon.add(listener);
        if (isAbandoned()) {
            listener.run();
        }
    }
}
