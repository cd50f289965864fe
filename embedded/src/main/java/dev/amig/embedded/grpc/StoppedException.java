package dev.amig.embedded.grpc;

/** The client asked to stop before the statement was complete. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped by the client", null, false, false);
    }
}
