package dev.amig.embedded.grpc;

import java.io.IOException;

/** The engine cannot be reached or went away in mid-answer; nobody knows what became of the statement. */
final class EngineGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    EngineGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
