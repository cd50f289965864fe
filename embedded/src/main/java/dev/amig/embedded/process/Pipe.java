package dev.amig.embedded.process;

import java.nio.file.Path;

/** A pipe whose reading end has a path, so that the engine can read it as a file. */
final class Pipe {
    private final int readable;
    private final int writable;
    private boolean closed;

    private Pipe(int readable, int writable) {
        this.readable = readable;
        this.writable = writable;
    }

    static Pipe open() {
        int[] ends = new int[2];
        Posix.CALLS.pipe(ends);
        return new Pipe(ends[0], ends[1]);
    }

    Path readablePath() {
        return Path.of("/dev/fd/" + readable);
    }

    /** Whoever reads sees the end. Harmless when called twice. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            Posix.CALLS.close(writable);
        }
    }
}
