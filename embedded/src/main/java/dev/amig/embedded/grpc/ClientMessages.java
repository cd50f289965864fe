package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * What the client sends, one message at a time: gRPC is asked for the next one only when a message has been taken, so a
 * fast client cannot fill the memory. One message is always awaited, because it may say {@code cancel}.
 */
final class ClientMessages {
    private final Runnable requestOne;
    private final Runnable onCancel;
    private final Queue<QueryInfo> arrived = new ArrayDeque<>();
    private boolean first = true;
    private boolean cancelled;
    private boolean ended;

    /**
     * @param requestOne asks gRPC for one more message
     * @param onCancel runs once, on a thread of gRPC, when a later message says {@code cancel}
     */
    ClientMessages(Runnable requestOne, Runnable onCancel) {
        this.requestOne = requestOne;
        this.onCancel = onCancel;
    }

    void arrived(QueryInfo message) {
        boolean cancelNow;
        synchronized (this) {
            cancelNow = !first && message.getCancel() && !cancelled;
            cancelled |= cancelNow;
            arrived.add(message);
            first = false;
            notifyAll();
        }
        if (cancelNow) {
            onCancel.run();
        }
    }

    synchronized void ended() {
        ended = true;
        notifyAll();
    }

    /** Takes the next message and lets one more come; empty if there will be none, or not within the time. */
    synchronized Optional<QueryInfo> poll(long millis) throws InterruptedException {
        if (arrived.isEmpty() && !ended) {
            wait(millis);
        }
        QueryInfo message = arrived.poll();
        if (message != null) {
            requestOne.run();
        }
        return Optional.ofNullable(message);
    }

    synchronized boolean isExhausted() {
        return ended && arrived.isEmpty();
    }
}
