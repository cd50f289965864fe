package dev.amig.embedded.grpc;

/** Ends a call with a {@link ServerError}. */
final class ServerErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServerError error;

    ServerErrorException(ServerError error) {
        super(error.displayText(), null, false, false);
        this.error = error;
    }

    ServerErrorException(int code, String message) {
        this(ServerError.of(code, message));
    }

    ServerError error() {
        return error;
    }
}
