package dev.amig.embedded.grpc;

import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for outputs that have to wait for the end of their call. ClickHouse holds them in memory too, but has more of
 * it; running out of it here would end the node.
 */
final class OutputBudget {
    // What is well below the limit a protobuf message has, so that the rest of the Result fits beside it.
    private static final long LARGEST_MESSAGE = Integer.MAX_VALUE - (1L << 20);

    private final AtomicLong left;

    OutputBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Half of the heap: gRPC copies a message while it sends it. */
    static OutputBudget ofThisProcess() {
        return new OutputBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    Share share() {
        return new Share();
    }

    /** What one call holds; for one thread. */
    final class Share {
        private long held;

        /** @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if there is not so much left */
        void take(int bytes) {
            held += bytes;
            if (left.addAndGet(-bytes) < 0 || held > LARGEST_MESSAGE) {
                throw Status.RESOURCE_EXHAUSTED
                        .withDescription("the output does not fit into the memory of the embedded node;"
                                + " ask for it with ExecuteQueryWithStreamOutput")
                        .asRuntimeException();
            }
        }

        void giveBack() {
            left.addAndGet(held);
            held = 0;
        }
    }
}
