package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.Result;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** The client's end of a call: waits while the client reads slowly, and says nothing to a client that has left. */
final class ResultStream {
    /** A few pieces of output, so that the engine is read while gRPC sends; its own 32 KiB are less than one. */
    private static final int UNSENT_BYTES = 1 << 18;

    private final ServerCallStreamObserver<Result> client;
    private boolean left;

    /** Must be made on the thread gRPC starts the call with. */
    ResultStream(ServerCallStreamObserver<Result> client, Runnable onLeft) {
        this.client = client;
        client.setOnReadyThreshold(UNSENT_BYTES);
        client.setOnReadyHandler(this::wake);
        client.setOnCancelHandler(() -> {
            leave();
            onLeft.run();
        });
    }

    void compressWithGzip() {
        client.setCompression("gzip");
    }

    void send(Result result) {
        if (awaitReady()) {
            client.onNext(result);
        }
    }

    void sendLast(Result result) {
        if (!hasLeft()) {
            client.onNext(result);
            client.onCompleted();
        }
    }

    void fail(Status status) {
        if (!hasLeft()) {
            client.onError(status.asRuntimeException());
        }
    }

    synchronized boolean hasLeft() {
        return left;
    }

    private synchronized boolean awaitReady() {
        while (!left && !client.isReady()) {
            try {
                wait();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !left;
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void leave() {
        left = true;
        notifyAll();
    }
}
