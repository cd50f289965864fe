package dev.amig.embedded.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
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
        LibC.INSTANCE.pipe(ends);
        return new Pipe(ends[0], ends[1]);
    }

    Path readablePath() {
        return Path.of("/dev/fd/" + readable);
    }

    /** Whoever reads sees the end. Harmless when called twice. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.INSTANCE.close(writable);
        }
    }

    /** Leaves the terminal's session: what is typed there (Ctrl-C) and its end are for the parent, which then tells us. */
    static void leaveTerminal() {
        LibC.INSTANCE.setsid();
    }

    private interface LibC extends Library {
        LibC INSTANCE = Native.load("c", LibC.class);

        int pipe(int[] ends) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;

        int setsid() throws LastErrorException;
    }
}
